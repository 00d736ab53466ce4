using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Graph;

internal enum ElementType
{
    Float32,
}

/// <summary>One tensor of a network: height × width × channels, channels innermost, batch 1. A vector is 1×1×n.</summary>
internal sealed record TensorType(int Height, int Width, int Channels, ElementType Element = ElementType.Float32)
{
    public int Pixels => Height * Width;

    public int Length => Pixels * Channels;

    public bool IsVector => Pixels == 1;

    /// <summary><c>112×112×32</c>, or <c>1024</c> for a vector.</summary>
    public string Shown => IsVector
        ? Invariant.Format(Channels)
        : $"{Invariant.Format(Height)}×{Invariant.Format(Width)}×{Invariant.Format(Channels)}";

    /// <summary><c>112x112x32</c>, as a part of an identifier.</summary>
    public string Identifier => Shown.Replace('×', 'x');

    public override string ToString() => Shown;
}
