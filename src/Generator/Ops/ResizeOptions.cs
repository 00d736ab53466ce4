using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Ops;

internal enum Interpolation
{
    Nearest,
    Bilinear,

    /// <summary>Keys' cubic over four pixels a side.</summary>
    Bicubic,
}

/// <summary>
/// Where an output pixel <c>i</c> lies in the input, by the lengths <c>in</c> and <c>out</c> of an axis, or by a scale in place of <c>out /
/// in</c>; beyond its edges is clamped.
/// </summary>
internal enum Coordinates
{
    /// <summary><c>(i + ½) · in / out − ½</c>: TensorFlow's, PyTorch's and Pillow's.</summary>
    HalfPixel,

    /// <summary><c>i · (in − 1) / (out − 1)</c>: the corner pixels lie on each other.</summary>
    AlignCorners,

    /// <summary><c>i · in / out</c>: TensorFlow's of old.</summary>
    Asymmetric,

    /// <summary>Half pixels, but pixel 0 for an output of one pixel.</summary>
    PytorchHalfPixel,

    /// <summary>Half pixels, with the middle of the output on the middle of the input where a scale is not the quotient of the lengths.</summary>
    HalfPixelSymmetric,
}

/// <summary>Which of its two neighbours a place is nearest to.</summary>
internal enum Rounding
{
    Floor,
    Ceil,

    /// <summary>The nearer one, of two as near the first.</summary>
    RoundPreferFloor,

    /// <summary>The nearer one, of two as near the second.</summary>
    RoundPreferCeil,
}

/// <summary>Factors of a map's height and width.</summary>
internal readonly record struct Scales(float Height, float Width)
{
    public string DisplayText => Height == Width ? Invariant.Format(Height) : $"{Invariant.Format(Height)}×{Invariant.Format(Width)}";

    public string Identifier => Height == Width ? Invariant.Identifier(Height) : $"{Invariant.Identifier(Height)}x{Invariant.Identifier(Width)}";

    /// <summary>Says that a size is not what the factors make of the input's, rounded up or down; null where it is.</summary>
    public string? Problem(TensorType input, Extent size) =>
        Problem("height", input.Height, Height, size.Height) ?? Problem("width", input.Width, Width, size.Width);

    private static string? Problem(string side, int input, float factor, int output)
    {
        var exact = (double)factor * input;
        var (min, max) = (Math.Max(Math.Floor(exact), 1), Math.Max(Math.Ceiling(exact), 1));
        return output >= min && output <= max
            ? null
            : $"the {side} is {Invariant.Format(output)}, and \"scales\" makes {Invariant.Format(exact)} of {Invariant.Format(input)}; "
                + (min == max ? $"{Invariant.Format(min)} is accepted." : $"{Invariant.Format(min)} or {Invariant.Format(max)} is accepted.");
    }
}
