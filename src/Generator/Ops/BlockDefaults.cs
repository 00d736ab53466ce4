using MobileNetGen.Generator.Description;

namespace MobileNetGen.Generator.Ops;

/// <summary>What stands in for keys of the papers' blocks, unless the network has a default of its own.</summary>
internal static class BlockDefaults
{
    /// <summary>Each convolution of a block is normalised.</summary>
    public static readonly Property<bool> BatchNorm = Properties.BatchNorm.Or(true);
}
