using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Graph;

internal enum PaddingMode
{
    /// <summary>TensorFlow's: the output is the input's size over the stride, and an odd pixel goes to the bottom and right.</summary>
    Same,

    /// <summary>None.</summary>
    Valid,

    /// <summary>PyTorch's: half the dilated kernel on all sides.</summary>
    Symmetric,

    /// <summary>Four numbers.</summary>
    Explicit,
}

/// <summary>Padding as a description says it; <paramref name="Amount"/> counts for <see cref="PaddingMode.Explicit"/> only.</summary>
internal sealed record Padding(PaddingMode Mode, Margins Amount)
{
    public static readonly Padding Same = new(PaddingMode.Same, default);
    public static readonly Padding Valid = new(PaddingMode.Valid, default);
    public static readonly Padding Symmetric = new(PaddingMode.Symmetric, default);

    public static Padding Of(Margins amount) => new(PaddingMode.Explicit, amount);
}

/// <summary>Pixels added on each side of a map.</summary>
internal readonly record struct Margins(int Top, int Bottom, int Left, int Right)
{
    public bool IsNone => this == default;

    public static Margins operator +(Margins left, Margins right) =>
        new(left.Top + right.Top, left.Bottom + right.Bottom, left.Left + right.Left, left.Right + right.Right);

    /// <summary><c>0,1,0,1</c>: top, bottom, left, right.</summary>
    public string DisplayText => $"{Invariant.Format(Top)},{Invariant.Format(Bottom)},{Invariant.Format(Left)},{Invariant.Format(Right)}";
}
