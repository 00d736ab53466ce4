using MobileNetGen.Generator.Graph;

namespace MobileNetGen.Generator.Machine;

/// <summary>Maps that workers do not share by rows: they have too few, and each worker would make most of its neighbour's rows again.</summary>
internal static class SmallMaps
{
    /// <summary>Pixels of the largest such map.</summary>
    private const int MaxPixels = 64;

    public static bool Contain(TensorType map) => map.Pixels <= MaxPixels;

    /// <summary>True if all of a depthwise map must be there before any of it is projected.</summary>
    public static bool NeedWhole(TensorType depthwise, bool hasGates) => hasGates || Contain(depthwise);
}
