using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Generator.Emit.Kernels;

/// <summary>The two pixels that an output pixel lies between, and how far it is from the first.</summary>
internal readonly record struct Sample(int Before, int After, double Share);

/// <summary>Where the pixels of a resized axis come from.</summary>
internal static class SampleAxis
{
    public static IReadOnlyList<Sample> Between(Coordinates coordinates, int input, int output) =>
    [
        .. Enumerable.Range(0, output).Select(position =>
        {
            var (numerator, denominator) = Place(coordinates, position, input, output);
            var place = Math.Max(0, (double)numerator / denominator);
            var before = Math.Min((int)place, input - 1);
            return new Sample(before, Math.Min(before + 1, input - 1), (double)(float)(place - before));
        }),
    ];

    /// <summary>In whole numbers, so that halves are halves.</summary>
    public static IReadOnlyList<int> Nearest(Coordinates coordinates, int input, int output) =>
    [
        .. Enumerable.Range(0, output).Select(position =>
        {
            var (numerator, denominator) = Place(coordinates, position, input, output);
            var half = coordinates == Coordinates.Asymmetric ? 0 : denominator / 2;
            return (int)Math.Min((numerator + half) / denominator, input - 1);
        }),
    ];

    /// <summary>A fraction with an even denominator.</summary>
    private static (long Numerator, long Denominator) Place(Coordinates coordinates, long position, long input, long output) => coordinates switch
    {
        Coordinates.HalfPixel => ((((2 * position) + 1) * input) - output, 2 * output),
        Coordinates.AlignCorners => output == 1 ? (0, 2) : (2 * position * (input - 1), 2 * (output - 1)),
        _ => (2 * position * input, 2 * output),
    };
}
