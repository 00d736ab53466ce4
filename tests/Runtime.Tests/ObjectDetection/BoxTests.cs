using MobileNetGen.ObjectDetection;
using Xunit;

namespace MobileNetGen.Runtime.Tests.ObjectDetection;

public sealed class BoxTests
{
    [Theory]
    [InlineData(0, 0, 1, 1, 1)]
    [InlineData(0.5, 0, 1.5, 1, 1.0 / 3)]
    [InlineData(0.5, 0.5, 1.5, 1.5, 1.0 / 7)]
    [InlineData(0.25, 0.25, 0.75, 0.75, 0.25)]
    [InlineData(1, 0, 2, 1, 0)]
    [InlineData(3, 3, 4, 4, 0)]
    [InlineData(0.5, 0.5, 0.5, 0.5, 0)]
    public void Overlap_with_the_unit_square_is_intersection_over_union(float left, float top, float right, float bottom, double expected)
    {
        var (unit, other) = (new Box(0, 0, 1, 1), new Box(left, top, right, bottom));
        Assert.Equal(expected, unit.IntersectionOverUnion(other), 1e-6);
        Assert.Equal(unit.IntersectionOverUnion(other), other.IntersectionOverUnion(unit));
    }

    [Fact]
    public void Boxes_of_no_area_overlap_nothing_not_even_themselves()
    {
        var empty = new Box(0.5f, 0.5f, 0.5f, 0.5f);
        Assert.Equal(0, empty.IntersectionOverUnion(empty));
        Assert.Equal(0, new Box(1, 1, 0, 0).Area);
    }

    [Fact]
    public void Clipping_keeps_what_is_inside_the_image() =>
        Assert.Equal(new Box(0, 0.25f, 0.5f, 1), new Box(-1, 0.25f, 0.5f, 7).Clipped());

    [Fact]
    public void No_regression_is_the_default_box()
    {
        var anchor = new Box(0.25f, 0.5f, 0.5f, 1);
        Assert.Equal(anchor, new BoxDecoder().Decode(anchor, [0, 0, 0, 0]));
    }

    /// <summary>Centre (0.5, 0.5), size 0.2 × 0.4: moved by 1/10 of the width and −2/10 of the height, sizes times 2 and a half.</summary>
    [Fact]
    public void Regressions_move_the_centre_in_sizes_and_multiply_the_size()
    {
        var box = new BoxDecoder().Decode(Box.Around(0.5f, 0.5f, 0.2f, 0.4f), [1, -2, 5 * MathF.Log(2), -5 * MathF.Log(2)]);
        var expected = Box.Around(0.52f, 0.42f, 0.4f, 0.2f);
        Assert.All(
            new[] { (expected.Left, box.Left), (expected.Top, box.Top), (expected.Right, box.Right), (expected.Bottom, box.Bottom) },
            pair => Assert.Equal(pair.Item1, pair.Item2, 1e-6f));
    }

    [Fact]
    public void Sizes_grow_by_a_factor_of_62_and_a_half_at_most()
    {
        var box = new BoxDecoder().Decode(Box.Around(0, 0, 1, 1), [0, 0, 1e9f, 1e9f]);
        Assert.Equal(62.5f, box.Right - box.Left, 1e-3f);
    }

    [Fact]
    public void A_box_is_four_numbers() =>
        Assert.Contains(
            "4 are accepted",
            Assert.Throws<ArgumentException>(() => new BoxDecoder().Decode(default, [1, 2, 3])).Message,
            StringComparison.Ordinal);
}
