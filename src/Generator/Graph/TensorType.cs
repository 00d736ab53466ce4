using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Graph;

/// <summary>The order of a tensor's elements in memory.</summary>
internal enum TensorLayout
{
    /// <summary>Rows of pixels of all channels: what inputs, outputs and most operations have.</summary>
    Pixels,

    /// <summary>Panels of 32 channels, each with rows of pixels: a row of a panel is one run of addresses.</summary>
    Panels,
}

/// <summary>One tensor of a network: height × width × channels, batch 1. A vector is 1×1×n.</summary>
internal sealed record TensorType(int Height, int Width, int Channels)
{
    public ElementType Element { get; init; } = ElementType.Float32;

    public TensorLayout Layout { get; init; }

    public int Pixels => Height * Width;

    /// <summary>How many elements it has.</summary>
    public int Length => Pixels * Channels;

    /// <summary>What it takes in memory.</summary>
    public long Bytes => (long)Length * Element.Size;

    /// <summary>True for integers that stand for real numbers.</summary>
    public bool IsInteger => Element == ElementType.UInt8;

    public bool IsVector => Pixels == 1;

    /// <summary><c>112×112×32</c>, or <c>1024</c> for a vector.</summary>
    public string DisplayText => IsVector
        ? Invariant.Format(Channels)
        : $"{Invariant.Format(Height)}×{Invariant.Format(Width)}×{Invariant.Format(Channels)}";

    /// <summary><c>112x112x32</c>, or <c>112x112x32p</c> in panels, as a part of an identifier; elements other than float32 are named.</summary>
    public string Identifier => DisplayText.Replace('×', 'x') + (Layout == TensorLayout.Panels ? "p" : "") + Element.Suffix;

    public override string ToString() => DisplayText;
}
