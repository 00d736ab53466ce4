using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Graph;

namespace MobileNetGen.Generator.Ops;

/// <summary>The keys of a pooling's window.</summary>
internal static class PoolingKeys
{
    public static readonly Property<Extent> Kernel = Properties.Kernel.Or(new Extent(2, 2));

    public static readonly Property<PaddingValue> Padding = Properties.Padding.Or(new PaddingValue(Graph.Padding.Valid));

    /// <summary>
    /// A window's keys, the inverse of <see cref="LayerScope.PoolingWindow"/>. The stride is said, since what stands in for it is the
    /// kernel.
    /// </summary>
    public static IEnumerable<Member> Of(Window window) =>
    [
        Kernel.Of(window.Kernel),
        Properties.PoolingStride.Of(window.Stride),
        .. Properties.Dilation.Unless(window.Dilation),
        .. Padding.Unless(new PaddingValue(window.Padding)),
    ];
}
