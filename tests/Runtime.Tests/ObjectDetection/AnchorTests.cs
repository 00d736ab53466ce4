using MobileNetGen.ObjectDetection;
using Xunit;

namespace MobileNetGen.Runtime.Tests.ObjectDetection;

public sealed class AnchorTests
{
    /// <summary>Scale 0.25, next 1: squares of 0.25 and √(0.25 · 1) = 0.5; ratio 4 makes 0.25 · 2 by 0.25 / 2.</summary>
    [Fact]
    public void A_pixel_has_two_squares_and_a_wide_and_a_tall_box_for_each_ratio() => Assert.Equal(
        [Box.Around(0.5f, 0.5f, 0.25f, 0.25f), Box.Around(0.5f, 0.5f, 0.5f, 0.5f), Box.Around(0.5f, 0.5f, 0.5f, 0.125f), Box.Around(0.5f, 0.5f, 0.125f, 0.5f)],
        AnchorLevel.Generate(Level(1, 1, 0.25f, 1, 4)));

    [Fact]
    public void Pixels_come_in_rows_and_levels_in_order()
    {
        var boxes = AnchorLevel.Generate(Level(1, 2, 0.5f, 0.5f), Level(2, 1, 1, 1));
        Assert.Equal(
            [(0.25f, 0.5f), (0.25f, 0.5f), (0.75f, 0.5f), (0.75f, 0.5f), (0.5f, 0.25f), (0.5f, 0.25f), (0.5f, 0.75f), (0.5f, 0.75f)],
            boxes.Select(box => ((box.Left + box.Right) / 2, (box.Top + box.Bottom) / 2)));
    }

    /// <summary>SSDLite of torchvision: six maps of a 320-pixel image, 0.2 to 0.95, ratios 2 and 3: 3234 boxes.</summary>
    [Fact]
    public void Scales_grow_evenly_and_end_in_1()
    {
        var levels = AnchorLevel.CreateEvenlySpaced([new(20, 20), new(10, 10), new(5, 5), new(3, 3), new(2, 2), new(1, 1)], 0.2f, 0.95f, 2, 3);
        Assert.All(levels.Zip([0.2f, 0.35f, 0.5f, 0.65f, 0.8f, 0.95f]), pair => Assert.Equal(pair.Second, pair.First.Scale, 1e-6f));
        Assert.Equal(levels.Skip(1).Select(level => level.Scale).Append(1), levels.Select(level => level.NextScale));
        Assert.Equal(3234, AnchorLevel.Generate(levels.AsSpan()).Length);
        Assert.Equal(3234, levels.Sum(level => level.Count));
    }

    [Fact]
    public void One_map_has_no_scales_between() =>
        Assert.Contains(
            "two or more",
            Assert.Throws<ArgumentException>(() => AnchorLevel.CreateEvenlySpaced([new(1, 1)], 0, 1)).Message,
            StringComparison.Ordinal);

    private static AnchorLevel Level(int rows, int columns, float scale, float nextScale, params float[] ratios) =>
        new() { Map = new(rows, columns), Scale = scale, NextScale = nextScale, AspectRatios = [.. ratios] };
}
