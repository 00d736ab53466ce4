using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Generator.Emit.Loops;

/// <summary>The two pixels that an output pixel lies between, and how far it is from the first.</summary>
internal readonly record struct Sample(int Before, int After, double Share);

/// <summary>Where the pixels of a resized axis come from, where they come from two or one.</summary>
internal static class SampleAxis
{
    public static IReadOnlyList<Sample> Between(ResizedAxis axis) =>
    [
        .. axis.Places.Select(position =>
        {
            var place = Math.Max(0, position);
            var before = Math.Min((int)place, axis.Input - 1);
            return new Sample(before, Math.Min(before + 1, axis.Input - 1), (double)(float)(place - before));
        }),
    ];

    public static IReadOnlyList<int> Nearest(ResizedAxis axis, Rounding rounding) =>
        [.. axis.Places.Select(place => (int)Math.Max(0, Math.Min(Rounded(place, rounding), axis.Input - 1)))];

    private static double Rounded(double place, Rounding rounding) => rounding switch
    {
        Rounding.Floor => Math.Floor(place),
        Rounding.Ceil => Math.Ceiling(place),
        Rounding.RoundPreferFloor => Math.Ceiling(place - 0.5),
        _ => Math.Floor(place + 0.5),
    };
}
