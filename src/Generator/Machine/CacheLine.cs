using MobileNetGen.Generator.Graph;
using MobileNetGen.Weights;

namespace MobileNetGen.Generator.Machine;

/// <summary>What tensors, buffers and weights start on: also the widest vector.</summary>
internal static class CacheLine
{
    public const int Bytes = PackedLayout.Alignment;

    public static long Align(long bytes) => (bytes + Bytes - 1) / Bytes * Bytes;

    /// <summary>A number of elements, rounded up to whole cache lines of them.</summary>
    public static int Align(int length, ElementType element) => PackedLayout.Align(length, element.Size);

    /// <summary>How many elements one has.</summary>
    public static int Elements(ElementType element) => Bytes / element.Size;
}
