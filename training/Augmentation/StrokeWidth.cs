using MobileNetGen.Weights;

namespace MobileNetGen.DigitTraining.Augmentation;

/// <summary>Makes light strokes thicker or thinner by up to a pixel or two: a pen, a mouse and a bold font differ by that.</summary>
/// <param name="Thicker">How often strokes become thicker.</param>
/// <param name="Thinner">How often they become thinner.</param>
internal sealed record StrokeWidth(double Thicker, double Thinner) : Change
{
    private const double MaxThicker = 2;
    private const double MaxThinner = 0.7;

    public override void Apply(SplitMix64 random, TensorShape type, ReadOnlySpan<float> image, Span<float> result)
    {
        var choice = random.NextUnit();
        var amount = random.NextUnit();
        image.CopyTo(result);
        if (choice < Thicker)
        {
            var steps = amount * MaxThicker;
            for (; steps > 0; steps--)
            {
                Spread(type, result.ToArray(), result, 1, Math.Min(steps, 1));
            }
        }
        else if (choice < Thicker + Thinner)
        {
            Spread(type, image, result, -1, amount * MaxThinner);
        }
    }

    /// <summary>Goes towards the largest (or, for −1, the smallest) of a pixel and its four neighbours.</summary>
    private static void Spread(TensorShape type, ReadOnlySpan<float> image, Span<float> result, int sign, double amount)
    {
        var pitch = type.Width * type.Channels;
        for (var index = 0; index < image.Length; index++)
        {
            var column = index % pitch / type.Channels;
            var extreme = sign * image[index];
            extreme = index >= pitch ? Math.Max(extreme, sign * image[index - pitch]) : extreme;
            extreme = index + pitch < image.Length ? Math.Max(extreme, sign * image[index + pitch]) : extreme;
            extreme = column > 0 ? Math.Max(extreme, sign * image[index - type.Channels]) : extreme;
            extreme = column < type.Width - 1 ? Math.Max(extreme, sign * image[index + type.Channels]) : extreme;
            result[index] = image[index] + ((float)amount * ((sign * extreme) - image[index]));
        }
    }
}
