using System.Collections.Immutable;

namespace MobileNetGen.ObjectDetection;

/// <summary>
/// The default boxes of one map of a single-shot detector: at every pixel a square of the level's scale, a square between it and the next
/// level's, and a pair of boxes for each aspect ratio. Liu et al., "SSD", arXiv:1512.02325, section 2.2, in the order of torchvision's
/// <c>DefaultBoxGenerator</c>.
/// </summary>
public sealed class AnchorLevel
{
    /// <summary>Rows and columns of the map.</summary>
    public required MapSize Map { get; init; }

    /// <summary>The boxes' size as a share of the image.</summary>
    public required float Scale { get; init; }

    /// <summary>The next level's scale.</summary>
    public required float NextScale { get; init; }

    /// <summary>Ratios of width to height above 1; each gives a wide box and a tall one.</summary>
    public ImmutableArray<float> AspectRatios { get; init; } = [];

    /// <summary>Boxes at each pixel.</summary>
    public int PerPixel => 2 + (2 * AspectRatios.Length);

    /// <summary>Boxes in all.</summary>
    public int Count => Map.Rows * Map.Columns * PerPixel;

    /// <summary>Levels whose scales grow evenly, as the paper's equation 4 has them; the last one's next scale is 1.</summary>
    /// <param name="maps">Rows and columns of each map, the largest first; at least two.</param>
    /// <param name="minScale">The first level's scale: 0.2.</param>
    /// <param name="maxScale">The last level's scale: 0.95.</param>
    /// <param name="aspectRatios">Ratios of width to height above 1, for every level.</param>
    /// <exception cref="ArgumentException">There are fewer than two maps.</exception>
    public static ImmutableArray<AnchorLevel> CreateEvenlySpaced(
        IReadOnlyList<MapSize> maps,
        float minScale,
        float maxScale,
        params ImmutableArray<float> aspectRatios)
    {
        ArgumentNullException.ThrowIfNull(maps);
        if (maps.Count < 2)
        {
            throw new ArgumentException($"scales grow from the first map to the last; {maps.Count} maps were given, two or more are accepted.", nameof(maps));
        }

        return [.. maps.Select((map, level) => new AnchorLevel
        {
            Map = map,
            Scale = ScaleOf(level),
            NextScale = level + 1 == maps.Count ? 1 : ScaleOf(level + 1),
            AspectRatios = aspectRatios,
        })];

        float ScaleOf(int level) => minScale + ((maxScale - minScale) * level / (maps.Count - 1));
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
        for (var row = 0; row < Map.Rows; row++)
        {
            for (var column = 0; column < Map.Columns; column++)
            {
                var (x, y) = ((column + 0.5f) / Map.Columns, (row + 0.5f) / Map.Rows);
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
