using MobileNetGen.Detection;
using Xunit;

namespace MobileNetGen.Runtime.Tests.Detection;

public sealed class AnchorTests
{
    /// <summary>Scale 0.25, next 1: squares of 0.25 and √(0.25 · 1) = 0.5; ratio 4 makes 0.25 · 2 by 0.25 / 2.</summary>
    [Fact]
    public void A_pixel_has_two_squares_and_a_wide_and_a_tall_box_for_each_ratio() => Assert.Equal(
        [Box.Around(0.5f, 0.5f, 0.25f, 0.25f), Box.Around(0.5f, 0.5f, 0.5f, 0.5f), Box.Around(0.5f, 0.5f, 0.5f, 0.125f), Box.Around(0.5f, 0.5f, 0.125f, 0.5f)],
        AnchorLevel.Generate(new AnchorLevel(1, 1, 0.25f, 1, [4])));

    [Fact]
    public void Pixels_come_in_rows_and_levels_in_order()
    {
        var boxes = AnchorLevel.Generate(new AnchorLevel(1, 2, 0.5f, 0.5f, []), new AnchorLevel(2, 1, 1, 1, []));
        Assert.Equal(
            [(0.25f, 0.5f), (0.25f, 0.5f), (0.75f, 0.5f), (0.75f, 0.5f), (0.5f, 0.25f), (0.5f, 0.25f), (0.5f, 0.75f), (0.5f, 0.75f)],
            boxes.Select(box => ((box.Left + box.Right) / 2, (box.Top + box.Bottom) / 2)));
    }

    /// <summary>SSDLite of torchvision: six maps of a 320-pixel image, 0.2 to 0.95, ratios 2 and 3: 3234 boxes.</summary>
    [Fact]
    public void Scales_grow_evenly_and_end_in_1()
    {
        var levels = AnchorLevel.Evenly([(20, 20), (10, 10), (5, 5), (3, 3), (2, 2), (1, 1)], 0.2f, 0.95f, 2, 3);
        Assert.All(levels.Zip([0.2f, 0.35f, 0.5f, 0.65f, 0.8f, 0.95f]), pair => Assert.Equal(pair.Second, pair.First.Scale, 1e-6f));
        Assert.Equal(levels.Skip(1).Select(level => level.Scale).Append(1), levels.Select(level => level.NextScale));
        Assert.Equal(3234, AnchorLevel.Generate(levels.AsSpan()).Length);
        Assert.Equal(3234, levels.Sum(level => level.Count));
    }

    [Fact]
    public void One_map_has_no_scales_between() =>
        Assert.Contains("two or more", Assert.Throws<ArgumentException>(() => AnchorLevel.Evenly([(1, 1)], 0, 1)).Message, StringComparison.Ordinal);
}
