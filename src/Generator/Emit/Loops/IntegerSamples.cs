using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Generator.Emit.Loops;

/// <summary>The two pixels that an output pixel lies between, and the second one's share as an integer.</summary>
internal readonly record struct IntegerSample(int Before, int After, int Share);

/// <summary>Where the pixels of a resized axis come from, as engines of integers find them.</summary>
internal static class IntegerSamples
{
    public const int FloatBits = 11;
    public const int FixedPointBits = 10;

    /// <summary>XNNPACK's: float32 coordinates cut off at the map, shares rounded to even.</summary>
    public static IReadOnlyList<IntegerSample> OfFloats(ResizedAxis axis)
    {
        var scale = axis.Coordinates == Coordinates.AlignCorners && axis.Output > 1
            ? (float)(axis.Input - 1) / (axis.Output - 1)
            : (float)axis.Input / axis.Output;
        var offset = axis.Coordinates is Coordinates.HalfPixel or Coordinates.PytorchHalfPixel ? (float)(0.5f * scale) - 0.5f : 0;
        return [.. Enumerable.Range(0, axis.Output).Select(position =>
        {
            var place = Math.Min(Math.Max((float)((float)(position * scale) + offset), 0), axis.Input - 1);
            var before = (int)place;
            return new IntegerSample(
                before,
                Math.Min(before + 1, axis.Input - 1),
                (int)Math.Round((double)(float)((float)(place - before) * (1 << FloatBits)), MidpointRounding.ToEven));
        })];
    }

    /// <summary>TensorFlow Lite's: a scale and coordinates of 10 fractional bits.</summary>
    public static IReadOnlyList<IntegerSample> OfFixedPoint(int input, int output, Coordinates coordinates)
    {
        const int one = 1 << FixedPointBits;
        var scale = coordinates == Coordinates.AlignCorners && output > 1
            ? (((input - 1) * one) + ((output - 1) / 2)) / (output - 1)
            : ((input * one) + (output / 2)) / output;
        var offset = coordinates == Coordinates.HalfPixel ? (scale / 2) - (one / 2) : 0;
        return [.. Enumerable.Range(0, output).Select(position =>
        {
            var place = (position * scale) + offset;
            var before = Math.Max(place / one, 0);
            return new IntegerSample(before, Math.Min((place + one - 1) / one, input - 1), place - (before * one));
        })];
    }
}
