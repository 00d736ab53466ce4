using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Graph;

namespace MobileNetGen.Generator.Ops;

/// <summary>The keys of a convolution's window, as a description has them.</summary>
internal static class WindowKeys
{
    /// <param name="padding">The network's own padding of convolutions; null where it has none.</param>
    public static IEnumerable<Member> Of(Window window, Padding? padding) =>
        [Properties.Kernel.Of(window.Kernel), .. Steps(window), .. Padding(window, padding)];

    /// <summary>Stride and dilation.</summary>
    public static IEnumerable<Member> Steps(Window window) => [.. Properties.Stride.Unless(window.Stride), .. Properties.Dilation.Unless(window.Dilation)];

    public static IEnumerable<Member> Padding(Window window, Padding? padding) =>
        Properties.Padding.Unless(new PaddingValue(window.Padding), padding is null ? null : new PaddingValue(padding));
}
