using MobileNetGen.Numerics.Tests.Harness;
using Xunit;

namespace MobileNetGen.Numerics.Tests.Training;

/// <summary>A training step has the same bits on every vector width, with any number of threads, and whatever was trained before.</summary>
public sealed class TrainingBitsTests
{
    private const int BatchSize = 3;

    /// <summary>Odd extents and channels, so that something is left of every vector, row and panel.</summary>
    private const string Network = """
        { "input": { "height": 13, "width": 11, "channels": 3 },
          "layers": [
            { "kind": "conv", "filters": 37, "kernel": 3, "stride": 2, "batchNorm": true, "activation": "hardSwish" },
            { "kind": "invertedResidual", "filters": 37, "expansion": 2, "squeezeRatio": 0.25, "activation": "swish" },
            { "kind": "conv", "filters": 36, "kernel": 3, "groups": 1, "bias": true, "activation": "gelu" },
            { "kind": "conv", "filters": 20, "kernel": 3, "groups": 4, "padding": "same", "bias": true },
            { "kind": "prelu" },
            { "kind": "depthwise", "kernel": 5, "padding": "same", "bias": true, "depthMultiplier": 2 },
            { "kind": "maxPool", "kernel": 3, "stride": 1, "padding": "same", "name": "largest" },
            { "kind": "averagePool", "kernel": 3, "stride": 1, "padding": "same", "name": "mean", "inputs": ["largest"] },
            { "kind": "add", "inputs": ["largest", "mean"] },
            { "kind": "resize", "factor": 2, "method": "bilinear" },
            { "kind": "l2Normalize" },
            { "kind": "globalAveragePool" },
            { "kind": "dropout", "rate": 0.3 },
            { "kind": "dense", "units": 35 },
            { "kind": "softmax" } ] }
        """;

    private static readonly Type s_trainer = Trainers.Compile(Network, isWhole: false);

    [Fact]
    public void Gradients_and_statistics_have_the_same_bits_on_every_path()
    {
        var expected = Step(new TrainerOptions { BatchSize = BatchSize, Tier = SimdTier.Scalar });
        Assert.True(expected[0].Max(Math.Abs) > 0);
        foreach (var options in ExecutionPaths.All(1, 2, 3))
        {
            var actual = Step(new TrainerOptions { BatchSize = BatchSize, Tier = options.Tier, MaxDegreeOfParallelism = options.MaxDegreeOfParallelism });
            Agreement.ToTheLastBit(expected, actual, $"{options.Tier} with {options.MaxDegreeOfParallelism} threads");
        }
    }

    [Fact]
    public void A_step_does_not_depend_on_the_one_before_it()
    {
        var options = new TrainerOptions { BatchSize = BatchSize };
        using var trainer = Trainers.Create(s_trainer, WeightSource.CreateRandom(1), options);
        Pass(trainer, 7);
        var gradients = trainer.Gradients.ToArray();
        trainer.Images = 2;
        Pass(trainer, 8);
        trainer.Images = BatchSize;
        Pass(trainer, 7);
        Agreement.ToTheLastBit([gradients], [trainer.Gradients.ToArray()], "again");
    }

    private static IReadOnlyList<float[]> Step(TrainerOptions options)
    {
        using var trainer = Trainers.Create(s_trainer, WeightSource.CreateRandom(1), options);
        Pass(trainer, 7);
        trainer.UpdateStatistics();
        return [trainer.Gradients.ToArray(), trainer.Values.ToArray(), trainer.Output().ToArray()];
    }

    private static void Pass(NetworkTrainer trainer, int seed)
    {
        var random = new Random(seed);
        Fill(trainer.Input());
        trainer.RunForward((ulong)seed);
        Fill(trainer.OutputGradient());
        trainer.RunBackward();

        void Fill(Span<float> values)
        {
            for (var index = 0; index < values.Length; index++)
            {
                values[index] = (random.NextSingle() * 2) - 1;
            }
        }
    }
}
