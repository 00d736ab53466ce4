namespace MobileNetGen.DigitTraining.Drawing;

/// <summary>Draws pen lines with soft edges: a pixel's ink follows from its distance to the nearest line.</summary>
/// <param name="Size">Pixels on each side.</param>
/// <param name="Pen">Width of the line, as a share of the size.</param>
/// <param name="Slant">Pixels to the right for each pixel upwards.</param>
internal sealed record Canvas(int Size, double Pen, double Slant)
{
    /// <summary>Empty space on each side, as a share of the size.</summary>
    private const double Border = 0.14;

    /// <returns>Ink between 0 and 1, row by row.</returns>
    public double[] Draw(IReadOnlyList<IReadOnlyList<Point>> strokes)
    {
        Point[][] placed = [.. strokes.Select(stroke => stroke.Select(Place).ToArray())];
        var ink = new double[Size * Size];
        for (var pixel = 0; pixel < ink.Length; pixel++)
        {
            var centre = new Point((pixel % Size) + 0.5, (pixel / Size) + 0.5);
            var distance = placed.Min(stroke => stroke.Zip(stroke.Skip(1)).Min(segment => Distance(centre, segment.First, segment.Second)));
            ink[pixel] = Math.Clamp((Pen * Size / 2) + 0.5 - distance, 0, 1);
        }

        return ink;
    }

    private Point Place(Point point)
    {
        var scale = 1 - (2 * Border);
        return new Point(Size * (Border + (scale * (point.X + (Slant * (0.5 - point.Y))))), Size * (Border + (scale * point.Y)));
    }

    private static double Distance(Point point, Point from, Point to)
    {
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        var length = (dx * dx) + (dy * dy);
        var share = length == 0 ? 0 : Math.Clamp((((point.X - from.X) * dx) + ((point.Y - from.Y) * dy)) / length, 0, 1);
        var (x, y) = (point.X - from.X - (share * dx), point.Y - from.Y - (share * dy));
        return Math.Sqrt((x * x) + (y * y));
    }
}
