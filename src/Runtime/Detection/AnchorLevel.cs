using System.Collections.Immutable;

namespace MobileNetGen.Detection;

/// <summary>
/// The default boxes of one map of a single-shot detector: at every pixel a square of the level's scale, a square between it and the next
/// level's, and a pair of boxes for each aspect ratio. Liu et al., "SSD", arXiv:1512.02325, section 2.2, in the order of torchvision's <c>DefaultBoxGenerator</c>.
/// </summary>
/// <param name="Rows">Rows of the map.</param>
/// <param name="Columns">Columns of the map.</param>
/// <param name="Scale">The boxes' size as a share of the image.</param>
/// <param name="NextScale">The next level's scale.</param>
/// <param name="AspectRatios">Ratios of width to height above 1; each gives a wide box and a tall one.</param>
public sealed record AnchorLevel(int Rows, int Columns, float Scale, float NextScale, ImmutableArray<float> AspectRatios)
{
    /// <summary>Boxes at each pixel.</summary>
    public int PerPixel => 2 + (2 * AspectRatios.Length);

    /// <summary>Boxes in all.</summary>
    public int Count => Rows * Columns * PerPixel;

    /// <summary>Levels whose scales grow evenly, as the paper's equation 4 has them; the last one's next scale is 1.</summary>
    /// <param name="maps">Rows and columns of each map, the largest first; at least two.</param>
    /// <param name="least">The first level's scale: 0.2.</param>
    /// <param name="most">The last level's scale: 0.95.</param>
    /// <param name="aspectRatios">Ratios of width to height above 1, for every level.</param>
    /// <exception cref="ArgumentException">There are fewer than two maps.</exception>
    public static ImmutableArray<AnchorLevel> Evenly(IReadOnlyList<(int Rows, int Columns)> maps, float least, float most, params ImmutableArray<float> aspectRatios)
    {
        ArgumentNullException.ThrowIfNull(maps);
        if (maps.Count < 2)
        {
            throw new ArgumentException($"scales grow from the first map to the last; {maps.Count} maps were given, two or more are accepted.", nameof(maps));
        }

        return [.. maps.Select((map, level) => new AnchorLevel(map.Rows, map.Columns, Scale(level), level + 1 == maps.Count ? 1 : Scale(level + 1), aspectRatios))];

        float Scale(int level) => least + ((most - least) * level / (maps.Count - 1));
    }

    /// <summary>All default boxes: levels in order, rows, columns, then the boxes of a pixel.</summary>
    /// <param name="levels">The detector's maps.</param>
    public static Box[] Generate(params ReadOnlySpan<AnchorLevel> levels)
    {
        var boxes = new List<Box>();
        foreach (var level in levels)
        {
            level.AddTo(boxes);
        }

        return [.. boxes];
    }

    private void AddTo(List<Box> boxes)
    {
        for (var row = 0; row < Rows; row++)
        {
            for (var column = 0; column < Columns; column++)
            {
                var (x, y) = ((column + 0.5f) / Columns, (row + 0.5f) / Rows);
                var between = MathF.Sqrt(Scale * NextScale);
                boxes.Add(Box.Around(x, y, Scale, Scale));
                boxes.Add(Box.Around(x, y, between, between));
                foreach (var ratio in AspectRatios)
                {
                    var root = MathF.Sqrt(ratio);
                    boxes.Add(Box.Around(x, y, Scale * root, Scale / root));
                    boxes.Add(Box.Around(x, y, Scale / root, Scale * root));
                }
            }
        }
    }
}
