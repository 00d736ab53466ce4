namespace MobileNetGen.Tool.Report;

/// <summary>A block in the roofline, in pixels.</summary>
internal readonly record struct Dot(int Block, double X, double Y, double Radius);

/// <summary>Where the number of each dot stands: beside it, or as near as another number and another dot leave room.</summary>
internal static class DotLabels
{
    private const double HalfHeight = 7;
    private const double HalfLetter = 4.2;
    private const double Step = 7;
    private const int Rings = 24;
    private const int Directions = 16;

    public static IReadOnlyList<(double X, double Y)> Of(IReadOnlyList<Dot> dots)
    {
        var labels = new List<(double X, double Y)>();
        foreach (var dot in dots)
        {
            labels.Add(Places(dot).FirstOrDefault(place => IsFree(place, dot, dots, labels), (dot.X, dot.Y)));
        }

        return labels;
    }

    /// <summary>Ring after ring, from the right all around.</summary>
    private static IEnumerable<(double X, double Y)> Places(Dot dot) =>
        from ring in Enumerable.Range(0, Rings)
        from direction in Enumerable.Range(0, Directions)
        let angle = 2 * Math.PI * direction / Directions
        let distance = dot.Radius + HalfHeight + 2 + (Step * ring)
        select (dot.X + (distance * Math.Cos(angle)), dot.Y + (distance * Math.Sin(angle)));

    private static bool IsFree((double X, double Y) place, Dot dot, IReadOnlyList<Dot> dots, List<(double X, double Y)> labels) =>
        labels.Zip(dots).All(other =>
            Math.Abs(other.First.X - place.X) > HalfWidth(other.Second) + HalfWidth(dot) || Math.Abs(other.First.Y - place.Y) > 2 * HalfHeight)
        && dots.All(other => Math.Abs(other.X - place.X) > HalfWidth(dot) + other.Radius || Math.Abs(other.Y - place.Y) > HalfHeight + other.Radius - 1);

    private static double HalfWidth(Dot dot) => HalfLetter * (dot.Block < 10 ? 1 : dot.Block < 100 ? 2 : 3);
}
