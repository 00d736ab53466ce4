using MobileNetGen.Training;
using Xunit;

namespace MobileNetGen.Numerics.Tests.Training;

/// <summary>Losses and their gradients are PyTorch's and Keras' in double precision.</summary>
public sealed class LossTruthTests
{
    [Theory]
    [InlineData("loss-cross-entropy")]
    [InlineData("loss-cross-entropy-class-weights-keras")]
    [InlineData("loss-segmentation-ignore")]
    [InlineData("loss-segmentation-ignore-weights")]
    public void Cross_entropy_of_labels_is_the_frameworks(string name)
    {
        Assert.SkipWhen(TrainingCase.Folder is null, "the folder of exact gradients is not there");
        var truth = TrainingCase.Read("ops", name + ".safetensors");
        var loss = new CrossEntropyLoss
        {
            ClassWeights = truth.Has("const.class_weights") ? truth.Values("const.class_weights") : null,
            DividesByCount = name.EndsWith("keras", StringComparison.Ordinal),
            IgnoredLabel = name.Contains("ignore", StringComparison.Ordinal) ? 255 : null,
        };
        var gradient = new float[truth.Floats("logits").Length];
        var result = loss.Apply(truth.Floats("logits"), [.. truth.Values("const.labels").Select(label => (int)label)], gradient);
        AssertLoss(truth, result, gradient);
    }

    [Fact]
    public void Cross_entropy_of_shares_is_PyTorchs()
    {
        Assert.SkipWhen(TrainingCase.Folder is null, "the folder of exact gradients is not there");
        var truth = TrainingCase.Read("ops", "loss-soft-targets.safetensors");
        var gradient = new float[truth.Floats("logits").Length];
        var result = new CrossEntropyLoss().Apply(truth.Floats("logits"), truth.Floats("const.targets"), truth.Shape("const.targets")[1], gradient);
        AssertLoss(truth, result, gradient);
    }

    [Fact]
    public void Large_scores_have_their_whole_loss()
    {
        var gradient = new float[4];
        var result = new CrossEntropyLoss().Apply([1000, 0, 0, 1000], [0, 0], gradient);
        Assert.Equal((500, 1), (result.Loss, result.Correct));
        Assert.Equal([0, 0, -0.5f, 0.5f], gradient);
    }

    [Fact]
    public void Smoothing_and_class_weights_follow_PyTorch()
    {
        // weight[c] · smoothing / classes for every class, over the sum of the labels' weights.
        double[] weights = [1, 3];
        var gradient = new float[4];
        var result = new CrossEntropyLoss { Smoothing = 0.2, ClassWeights = weights }.Apply([0, 0, 0, 0], [0, 1], gradient);
        Assert.Equal(((1 * 0.9) + (3 * 0.1) + (1 * 0.1) + (3 * 0.9)) * Math.Log(2) / 4, result.Loss, 1e-9);
    }

    [Fact]
    public void Nothing_that_counts_has_no_loss_and_no_gradient()
    {
        float[] gradient = [1, 1];
        var result = new CrossEntropyLoss { IgnoredLabel = 255 }.Apply([3, 4], [255], gradient);
        Assert.Equal((0, 0), (result.Loss, result.Count));
        Assert.Equal([0, 0], gradient);
        var failure = Assert.Throws<ArgumentException>(() => new CrossEntropyLoss().Apply([3, 4], [2], gradient));
        Assert.Contains("a label is 2; 0 to 1 are accepted", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_losses_are_their_formulas_and_change_as_their_gradients_say()
    {
        float[] scores = [-90, 0.5f, 3, 90];
        float[] targets = [0, 1, 0.25f, 0];
        var gradient = new float[4];
        var binary = BinaryCrossEntropyLoss.Apply(scores, targets, gradient);
        Assert.Equal((Math.Log(1 + Math.Exp(-0.5)) + (3 - 0.75) + Math.Log(1 + Math.Exp(-3)) + 90) / 4, binary.Loss, 1e-9);
        Assert.Equal((1 / (1 + Math.Exp(-0.5)) - 1) / 4, gradient[1], 1e-7);
        Assert.Equal(0.25f, gradient[3]);
        Assert.Equal(2, binary.Correct);
        var squared = MeanSquaredLoss.Apply([1, 2, 3, 5], [1, 1, 1, 1], gradient);
        Assert.Equal(21.0 / 4, squared.Loss);
        Assert.Equal([0, 0.5f, 1, 2], gradient);
    }

    private static void AssertLoss(TrainingCase truth, LossResult result, float[] gradient)
    {
        Assert.Equal(truth.Values("output")[0], result.Loss, Math.Abs(truth.Values("output")[0]) * 1e-6);
        Assert.Null(Distance.Problem("gradient", truth.Values("grad.logits"), [.. gradient.Select(value => value * truth.Floats("upstream")[0])], 0));
    }
}
