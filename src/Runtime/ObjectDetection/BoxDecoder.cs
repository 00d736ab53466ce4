using MobileNetGen.CompilerServices;

namespace MobileNetGen.ObjectDetection;

/// <summary>
/// Turns what a detector says of its default boxes into boxes: offsets of the centre in the default box's sizes, and logarithms of factors of its size,
/// each times a weight. Ren et al., "Faster R-CNN", arXiv:1506.01497, section 3.1.2; the weights are SSD's.
/// </summary>
/// <param name="CenterWeight">What training multiplied the centre's offsets by.</param>
/// <param name="SizeWeight">What training multiplied the size's logarithms by.</param>
public sealed record BoxDecoder(float CenterWeight = 10, float SizeWeight = 5)
{
    /// <summary>A factor of 62.5, beyond which no box is meant and the exponential would overflow.</summary>
    private const float MaxLogarithm = 4.1351666f;

    /// <summary>The box that four numbers mean: horizontal and vertical offset, logarithms of width and height.</summary>
    /// <param name="anchor">The default box.</param>
    /// <param name="regression">Four numbers.</param>
    /// <exception cref="ArgumentException">There are not four numbers.</exception>
    public Box Decode(Box anchor, ReadOnlySpan<float> regression)
    {
        if (regression.Length != 4)
        {
            throw new ArgumentException($"{regression.Length} numbers do not describe a box; 4 are accepted.", nameof(regression));
        }

        var (width, height) = (anchor.Right - anchor.Left, anchor.Bottom - anchor.Top);
        return Box.Around(
            anchor.Left + (width / 2) + (regression[0] / CenterWeight * width),
            anchor.Top + (height / 2) + (regression[1] / CenterWeight * height),
            width * Factor(regression[2]),
            height * Factor(regression[3]));
    }

    private float Factor(float logarithm) => Exponential.Exp(Math.Min(logarithm / SizeWeight, MaxLogarithm));
}
