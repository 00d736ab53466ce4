using MobileNetGen.ObjectDetection;
using Xunit;

namespace MobileNetGen.Runtime.Tests.ObjectDetection;

public sealed class SuppressionTests
{
    private static readonly Box s_left = new(0, 0, 0.4f, 1);
    private static readonly Box s_shifted = new(0.1f, 0, 0.5f, 1);
    private static readonly Box s_right = new(0.6f, 0, 1, 1);

    /// <summary>The first two share 0.3 of 0.5: an overlap of 0.6.</summary>
    [Theory]
    [InlineData(0.59f, new[] { 1, 2 })]
    [InlineData(0.61f, new[] { 1, 0, 2 })]
    public void Boxes_that_overlap_a_better_one_too_much_go(float threshold, int[] expected) =>
        Assert.Equal(expected, NonMaximumSuppression.Select([s_left, s_shifted, s_right], [0.8f, 0.9f, 0.1f], threshold));

    [Fact]
    public void Of_equal_scores_the_first_stays() =>
        Assert.Equal([0, 2], NonMaximumSuppression.Select([s_left, s_shifted, s_right], [0.5f, 0.5f, 0.5f], 0.5f));

    [Fact]
    public void A_box_that_went_takes_no_other_with_it() => Assert.Equal(
        [0, 2],
        NonMaximumSuppression.Select([new Box(0, 0, 0.5f, 1), new Box(0.2f, 0, 0.7f, 1), new Box(0.4f, 0, 0.9f, 1)], [3, 2, 1], 0.3f));

    [Fact]
    public void NaN_is_the_worst_score() =>
        Assert.Equal([1, 0], NonMaximumSuppression.Select([s_left, s_right], [float.NaN, -1], 0.5f));

    [Fact]
    public void No_more_are_kept_than_asked_for()
    {
        Assert.Equal([0], NonMaximumSuppression.Select([s_left, s_right], [2, 1], 0.5f, maxCount: 1));
        Assert.Empty(NonMaximumSuppression.Select([], [], 0.5f));
    }

    [Fact]
    public void Every_box_has_a_score() =>
        Assert.Contains(
            "one for each",
            Assert.Throws<ArgumentException>(() => NonMaximumSuppression.Select([s_left], [], 0.5f)).Message,
            StringComparison.Ordinal);

    /// <summary>The definition, read backwards: a box stays if and only if no better box that stays overlaps it.</summary>
    [Fact]
    public void Random_boxes_agree_with_the_definition()
    {
        var random = new Random(9);
        for (var repetition = 0; repetition < 50; repetition++)
        {
            var boxes = Enumerable.Range(0, 40)
                .Select(_ => Box.Around(random.NextSingle(), random.NextSingle(), random.NextSingle(), random.NextSingle()))
                .ToArray();
            var scores = boxes.Select(_ => random.Next(10) / 10f).ToArray();
            var kept = NonMaximumSuppression.Select(boxes, scores, 0.3f);
            var order = Enumerable.Range(0, boxes.Length).OrderByDescending(index => scores[index]).ThenBy(index => index).ToList();
            Assert.Equal(order.Where(kept.Contains), kept);
            Assert.All(order, index => Assert.Equal(
                kept.Contains(index),
                !order.TakeWhile(better => better != index).Any(better => kept.Contains(better) && boxes[better].IntersectionOverUnion(boxes[index]) > 0.3f)));
        }
    }
}
