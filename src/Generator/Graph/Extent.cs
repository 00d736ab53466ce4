using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Graph;

/// <summary>A height and a width.</summary>
internal readonly record struct Extent(int Height, int Width)
{
    public static readonly Extent One = new(1, 1);

    public int Area => Height * Width;

    /// <summary><c>3×3</c>.</summary>
    public string DisplayText => $"{Invariant.Format(Height)}×{Invariant.Format(Width)}";

    /// <summary><c>3</c> if it is square, else <c>3×1</c>.</summary>
    public string DisplayShort => Height == Width ? Invariant.Format(Height) : DisplayText;
}
