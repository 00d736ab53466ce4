namespace MobileNetGen.DigitTraining.Drawing;

/// <summary>A point of a drawing; a digit stands between 0 and 1 in both directions, y downwards.</summary>
internal readonly record struct Point(double X, double Y);

/// <summary>Pieces of pen lines.</summary>
internal static class Strokes
{
    private const int Segments = 24;

    public static IReadOnlyList<Point> Line(params Point[] points) => points;

    /// <summary>A part of an ellipse, from one angle to another; degrees, 0 to the right, 90 downwards.</summary>
    public static IReadOnlyList<Point> Arc(Point centre, double across, double down, double from, double to) =>
    [
        .. Enumerable.Range(0, Segments + 1).Select(step =>
        {
            var angle = (from + ((to - from) * step / Segments)) * Math.PI / 180;
            return new Point(centre.X + (across * Math.Cos(angle)), centre.Y + (down * Math.Sin(angle)));
        }),
    ];

    /// <summary>One line after the other, without lifting the pen.</summary>
    public static IReadOnlyList<Point> Join(params IReadOnlyList<Point>[] parts) => [.. parts.SelectMany(part => part)];
}
