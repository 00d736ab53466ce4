using MobileNetGen.ObjectDetection;
using Xunit;

namespace MobileNetGen.Runtime.Tests.ObjectDetection;

public sealed class DetectorTests
{
    private static readonly Box s_left = new(0, 0, 0.5f, 1);
    private static readonly Box s_shifted = new(0.125f, 0, 0.625f, 1);
    private static readonly Box s_right = new(0.75f, 0, 1, 1);
    private static readonly float s_log = MathF.Log(3);

    /// <summary>Logits of ln 3 and 0, 0 are probabilities of 3/5, 1/5, 1/5; ln 2 gives 1/2, 1/4, 1/4.</summary>
    [Fact]
    public void Classes_are_suppressed_on_their_own_and_the_background_is_none()
    {
        var found = Detector(s_left, s_shifted, s_right).Detect([0, s_log, 0, 0, 0, MathF.Log(2), s_log, 0, 0], new float[12]);
        Assert.Equal([(1, s_left), (2, s_shifted)], found.Take(2).Select(thing => (thing.Class, thing.Box)));
        Assert.Equal(0.6f, found[0].Score, 1e-6f);
        Assert.Equal(0.5f, found[1].Score, 1e-6f);

        // The other class of the first two boxes is suppressed by the better box; the third has 1/5 of both.
        Assert.Equal([(1, s_right), (2, s_right)], found.Skip(2).Select(thing => (thing.Class, thing.Box)));
    }

    [Fact]
    public void Unlikely_things_are_not_found() => Assert.Equal(
        [(1, s_left)],
        new SingleShotDetector([s_left, s_right], 2) { ScoreThreshold = 0.5f }.Detect([0, s_log, s_log, 0], new float[8])
            .Select(thing => (thing.Class, thing.Box)));

    [Fact]
    public void Only_so_many_of_a_class_and_of_all_are_looked_at()
    {
        Assert.Single(
            new SingleShotDetector([s_left, s_right], 2) { MaxCandidatesPerClass = 1 }.Detect([0, 1, 0, 2], new float[8]),
            thing => thing.Box == s_right);
        Assert.Single(new SingleShotDetector([s_left, s_right], 2) { MaxDetections = 1 }.Detect([0, 1, 0, 2], new float[8]), thing => thing.Box == s_right);
    }

    [Fact]
    public void Boxes_end_at_the_images_edge() => Assert.Equal(
        new Box(0, 0, 1, 1),
        Assert.Single(new SingleShotDetector([Box.Around(0.5f, 0.5f, 0.5f, 0.5f)], 2).Detect([0, 1], [0, 0, 50, 50])).Box);

    [Fact]
    public void Outputs_of_another_length_are_refused()
    {
        Assert.Contains(
            "6 is expected",
            Assert.Throws<ArgumentException>(() => new SingleShotDetector([s_left, s_right], 3).Detect(new float[5], new float[8])).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "8 is expected",
            Assert.Throws<ArgumentException>(() => new SingleShotDetector([s_left, s_right], 3).Detect(new float[6], new float[7])).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new SingleShotDetector([s_left], 1));
    }

    private static SingleShotDetector Detector(params Box[] anchors) => new([.. anchors], 3);
}
