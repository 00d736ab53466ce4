using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Generator.Emit.Loops;

/// <summary>The pixels side by side that an output pixel is a weighted sum of.</summary>
internal sealed record Taps(int First, IReadOnlyList<float> Weights)
{
    public int End => First + Weights.Count;
}

/// <summary>What the pixels of a resized axis are made of, where a filter lies over the input.</summary>
internal static class FilterAxis
{
    /// <summary>What the pixels of an axis are made of, however they are found.</summary>
    public static IReadOnlyList<Taps> OfAny(ResizedAxis axis, Resize resize) =>
        resize.IsFiltered ? Of(axis, resize)
        : resize.Method == Interpolation.Nearest ? [.. SampleAxis.Nearest(axis, resize.NearestRounding).Select(pixel => new Taps(pixel, [1f]))]
        : [.. SampleAxis.Between(axis).Select(sample => new Taps(
            sample.Before,
            sample.After == sample.Before ? [1f] : [(float)(1 - sample.Share), (float)sample.Share]))];

    public static IReadOnlyList<Taps> Of(ResizedAxis axis, Resize resize)
    {
        var stretch = resize.Antialias ? Math.Max(1, 1 / axis.Factor) : 1;
        var support = (resize.Method == Interpolation.Bicubic ? 2 : 1) * stretch;
        return [.. axis.Places.Select(place => Around(place))];

        Taps Around(double place)
        {
            // Whole distances count to the first pixel, and not to the last one.
            var first = (int)Math.Floor(place - support) + 1;
            var weights = Enumerable.Range(first, (int)Math.Floor(place + support) + 1 - first)
                .Select(pixel => (Pixel: pixel, Weight: Filter(resize, (pixel - place) / stretch)))
                .ToList();
            return Inside(weights, axis.Input, resize.ExcludeOutside);
        }
    }

    /// <summary>Weights that add up to 1 on pixels of the map; what lies beyond counts for the edge, or not at all unless nothing else is there.</summary>
    private static Taps Inside(List<(int Pixel, double Weight)> weights, int length, bool excludesOutside)
    {
        var inside = weights.Where(tap => tap.Pixel >= 0 && tap.Pixel < length).ToList();
        if (!excludesOutside || inside.Sum(tap => tap.Weight) == 0)
        {
            inside = [.. weights.Select(tap => (Math.Max(0, Math.Min(tap.Pixel, length - 1)), tap.Weight))];
        }

        var total = inside.Sum(tap => tap.Weight);
        var sums = inside.GroupBy(tap => tap.Pixel, tap => tap.Weight).OrderBy(group => group.Key).ToList();
        return new Taps(sums[0].Key, [.. sums.Select(group => (float)(group.Sum() / total))]);
    }

    private static double Filter(Resize resize, double distance) => resize.Method == Interpolation.Bicubic
        ? Cubic(resize.CubicCoefficient, Math.Abs(distance))
        : Math.Max(0, 1 - Math.Abs(distance));

    private static double Cubic(double a, double x) =>
        x < 1 ? ((((a + 2) * x) - (a + 3)) * x * x) + 1
        : x < 2 ? ((((x - 5) * x) + 8) * x - 4) * a
        : 0;
}
