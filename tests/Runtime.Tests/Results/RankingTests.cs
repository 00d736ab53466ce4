using Xunit;

namespace MobileNetGen.Runtime.Tests.Results;

public sealed class RankingTests
{
    [Theory]
    [InlineData(new float[] { 1, 3, 2 }, 2, new[] { 1, 2 })]
    [InlineData(new float[] { 1, 3, 2 }, 3, new[] { 1, 2, 0 })]
    [InlineData(new float[] { 1, 3, 2 }, 9, new[] { 1, 2, 0 })]
    [InlineData(new float[] { 1, 3, 2 }, 0, new int[0])]
    [InlineData(new float[0], 5, new int[0])]
    [InlineData(new float[] { 2, 2, 2, 2 }, 2, new[] { 0, 1 })]
    [InlineData(new float[] { 1, 2, 1, 2 }, 4, new[] { 1, 3, 0, 2 })]
    [InlineData(new float[] { -0f, 0f }, 2, new[] { 0, 1 })]
    [InlineData(new[] { float.NaN, float.NegativeInfinity, float.NaN, 0 }, 4, new[] { 3, 1, 0, 2 })]
    [InlineData(new[] { float.NaN, 1 }, 1, new[] { 1 })]
    [InlineData(new[] { 1, float.PositiveInfinity, float.NaN }, 1, new[] { 1 })]
    public void The_best_come_first_equal_ones_by_index_and_NaN_last(float[] scores, int count, int[] expected)
    {
        var top = Ranking.Top(scores, count);
        Assert.Equal(expected, top.Select(prediction => prediction.Index));
        Assert.All(top, prediction => Assert.Equal(scores[prediction.Index], prediction.Score));
    }

    [Fact]
    public void It_agrees_with_sorting_everything()
    {
        var random = new Random(1);
        for (var round = 0; round < 200; round++)
        {
            float[] scores = [.. Enumerable.Range(0, random.Next(1, 60)).Select(_ => (float)random.Next(12))];
            var count = random.Next(1, 70);
            var expected = scores.Select((score, index) => new Prediction(index, score))
                .OrderByDescending(prediction => prediction.Score)
                .ThenBy(prediction => prediction.Index)
                .Take(count);
            Assert.Equal(expected, Ranking.Top(scores, count));
        }
    }

    [Fact]
    public void Room_that_is_not_needed_is_left_as_it_was()
    {
        var best = new Prediction[3];
        Array.Fill(best, new Prediction(-1, -1));
        Assert.Equal(1, Ranking.Top([5], best));
        Assert.Equal([new Prediction(0, 5), new Prediction(-1, -1), new Prediction(-1, -1)], best);
    }

    [Fact]
    public void A_negative_count_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Ranking.Top([1f], -1));

    [Fact]
    public void Labels_name_the_best() =>
        Assert.Equal([new LabeledPrediction(2, "dog", 9), new LabeledPrediction(0, "cat", 5)], Ranking.Top([5, 1, 9], 2, Labels.FromLines(["cat", "", "dog"])));

    [Theory]
    [InlineData("cat")]
    [InlineData("cat dog owl")]
    public void Labels_of_other_classes_are_refused(string labels)
    {
        var error = Assert.Throws<ArgumentException>(() => Ranking.Top([5, 1], 1, labels.Split(' ')));
        Assert.Equal(("labels", true), (error.ParamName, error.Message.Contains("2 scores", StringComparison.Ordinal)));
    }
}
