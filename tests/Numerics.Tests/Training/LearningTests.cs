using MobileNetGen.Numerics.Tests.Built;
using MobileNetGen.Training;
using Xunit;

namespace MobileNetGen.Numerics.Tests.Training;

/// <summary>A class that the build made trainable learns, and what it learnt is read by the class itself.</summary>
public sealed class LearningTests
{
    private const int BatchSize = 12;
    private const int Classes = 3;
    private const int Side = 12;

    [Fact]
    public void A_network_learns_where_images_are_bright_and_inference_has_its_answers()
    {
        using var trainer = new Learner.Trainer(WeightSource.CreateRandom(1), new TrainerOptions { BatchSize = BatchSize });
        var optimizer = new Sgd { Momentum = 0.9, WeightDecay = 1e-4 };
        var rate = new CosineRate { Peak = 0.1, WarmUpSteps = 5, Steps = 60 };
        var loss = new CrossEntropyLoss();
        var random = new Random(3);
        var (first, last) = (0.0, 0.0);
        for (var step = 0; step < rate.Steps; step++)
        {
            var labels = Draw(random, trainer.Input());
            trainer.RunForward((ulong)step);
            last = loss.Apply(trainer.Output(), labels, trainer.OutputGradient()).Loss;
            first = step == 0 ? last : first;
            trainer.RunBackward();
            Assert.True(GradientClipping.ByGlobalNorm(trainer, 5) > 0);
            optimizer.Step(trainer, rate.At(step));
            trainer.UpdateStatistics();
        }

        Assert.True(last < first / 4, $"the loss was {first} and is {last}");
        AssertInferenceAgrees(trainer, random);
    }

    [Fact]
    public void What_is_written_is_what_was_read()
    {
        using var trainer = new Learner.Trainer(WeightSource.CreateRandom(1), new TrainerOptions { BatchSize = 1 });
        using var network = Learner.Create(WeightSource.CreateRandom(1));
        using var written = Learner.Create(Written(trainer));
        var input = Enumerable.Range(0, Learner.InputLength).Select(index => (index % 17) / 17f).ToArray();
        float[] expected = new float[Classes], actual = new float[Classes];
        network.Run(input, expected);
        written.Run(input, actual);
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void One_value_a_channel_has_no_variance_unless_statistics_are_frozen()
    {
        var trainer = Trainers.Create(
            Trainers.Compile("""{ "input": { "height": 1, "width": 1, "channels": 4 }, "layers": [{ "kind": "batchNorm", "name": "norm" }] }"""),
            WeightSource.CreateRandom(1),
            new TrainerOptions { BatchSize = 2 });
        trainer.Input().Clear();
        trainer.RunForward();
        trainer.Images = 1;
        Assert.Contains("\"norm\" has one value", Assert.Throws<InvalidOperationException>(() => trainer.RunForward()).Message, StringComparison.Ordinal);
        trainer.FreezesStatistics = true;
        trainer.RunForward();
        Assert.Contains("1 to 2 are accepted", Assert.Throws<ArgumentOutOfRangeException>(() => trainer.Images = 3).Message, StringComparison.Ordinal);
        trainer.Dispose();
        Assert.Throws<ObjectDisposedException>(() => trainer.RunForward());
    }

    [Fact]
    public void Dropout_follows_its_seed()
    {
        using var trainer = new Learner.Trainer(WeightSource.CreateRandom(1), new TrainerOptions { BatchSize = BatchSize });
        var (first, again, other) = (Outputs(1), Outputs(1), Outputs(2));
        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
        Assert.NotEqual(first, Outputs(null));

        float[] Outputs(ulong? seed)
        {
            Draw(new Random(4), trainer.Input());
            trainer.RunForward(seed);
            return trainer.Output().ToArray();
        }
    }

    /// <summary>Shares of what the trainer gives by its running statistics.</summary>
    private static void AssertInferenceAgrees(NetworkTrainer trainer, Random random)
    {
        var labels = Draw(random, trainer.Input());
        var images = trainer.Input().ToArray();
        trainer.FreezesStatistics = true;
        trainer.RunForward();
        using var network = Learner.Create(Written(trainer));
        var right = 0;
        for (var image = 0; image < BatchSize; image++)
        {
            var shares = new float[Classes];
            network.Run(images.AsSpan(image * Learner.InputLength, Learner.InputLength), shares);
            var scores = trainer.Output().Slice(image * Classes, Classes).ToArray();
            var sum = scores.Sum(score => Math.Exp(score));
            Assert.All(Enumerable.Range(0, Classes), index => Assert.Equal(Math.Exp(scores[index]) / sum, shares[index], 1e-4));
            right += Array.IndexOf(shares, shares.Max()) == labels[image] ? 1 : 0;
        }

        Assert.True(right >= BatchSize - 1, $"{right} of {BatchSize} are right");
    }

    private static WeightSource Written(NetworkTrainer trainer)
    {
        using var stream = new MemoryStream();
        trainer.Write(stream);
        return WeightSource.FromBytes(stream.ToArray());
    }

    /// <summary>Noise, with a third of the columns brighter.</summary>
    private static int[] Draw(Random random, Span<float> images)
    {
        int[] labels = [.. Enumerable.Range(0, BatchSize).Select(image => image % Classes)];
        for (var index = 0; index < images.Length; index++)
        {
            var column = index / 3 % Side;
            var label = labels[index / Learner.InputLength];
            images[index] = random.NextSingle() + (column / (Side / Classes) == label ? 1 : 0);
        }

        return labels;
    }
}
