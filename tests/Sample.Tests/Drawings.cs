using MobileNetGen.Imaging;

namespace MobileNetGen.Sample.Tests;

/// <summary>Line drawings of shapes, which no network of ours was taught.</summary>
internal static class Drawings
{
    public const int OfEach = 24;

    public static readonly string[] Shapes = ["circle", "cross", "square", "triangle"];

    /// <summary>Files of drawings, in a folder for each shape.</summary>
    public static List<string> Draw(TemporaryFolder folder, string name, Random random, string[] shapes) =>
        [.. shapes.SelectMany(
            shape => Enumerable.Range(0, OfEach).Select(number => folder.File($"{name}/{shape}/{number}.png", Pictures.Png(Shape(shape, random)))))];

    /// <summary>A line drawing, dark on light, turned a little and of any size.</summary>
    public static RgbImage Shape(string shape, Random random)
    {
        const int side = 64;
        const double thickness = 3;
        var (radius, angle) = (14 + (8 * random.NextDouble()), 0.35 * (random.NextDouble() - 0.5));
        var (left, top, stretch) = (26 + (12 * random.NextDouble()), 26 + (12 * random.NextDouble()), 0.8 + (0.4 * random.NextDouble()));
        var pixels = new byte[3 * side * side];
        for (var index = 0; index < side * side; index++)
        {
            var (x, y) = (((index % side) - left) * stretch, (index / side) - top);
            var (u, v) = ((x * Math.Cos(angle)) - (y * Math.Sin(angle)), (x * Math.Sin(angle)) + (y * Math.Cos(angle)));
            var distance = shape switch
            {
                "circle" => Math.Abs(Math.Sqrt((u * u) + (v * v)) - radius),
                "square" => Math.Abs(Math.Max(Math.Abs(u), Math.Abs(v)) - radius),
                "cross" => Math.Max(Math.Min(Math.Abs(u), Math.Abs(v)), Math.Max(Math.Abs(u), Math.Abs(v)) - radius),
                _ => Math.Abs(Math.Max(v, (Math.Abs(u) * 0.866) - (v * 0.5)) - (radius * 0.6)),
            };
            pixels.AsSpan(3 * index, 3).Fill(distance < thickness ? (byte)random.Next(20, 60) : (byte)random.Next(215, 240));
        }

        return new RgbImage(side, side, pixels);
    }
}
