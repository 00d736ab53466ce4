using MobileNetGen.Training.Layers;
using MobileNetGen.Training.Networks;
using MobileNetGen.Training.Optimisation;
using MobileNetGen.Training.Tensors;
using MobileNetGen.Weights;
using Xunit;

namespace MobileNetGen.Training.Tests;

public sealed class TrainerTests
{
    [Theory]
    [InlineData(OptimiserKind.Adam, 0.02)]
    [InlineData(OptimiserKind.Sgd, 0.1)]
    internal void A_small_problem_is_learnt(OptimiserKind optimiser, double rate)
    {
        var (_, results) = Toys.Train(Toys.Plan with { Optimiser = optimiser, Rate = rate });
        Assert.Equal(6, results.Count);
        Assert.True(results[^1].Training.Loss < results[0].Training.Loss - 0.3, $"loss {results[0].Training.Loss} to {results[^1].Training.Loss}");
        Assert.True(results[^1].HeldOut[0].Accuracy > 0.95, $"accuracy {results[^1].HeldOut[0].Accuracy}");
    }

    [Fact]
    public void One_seed_gives_the_same_bits_on_any_number_of_threads()
    {
        var plan = Toys.Plan with { Epochs = 1 };
        var one = Toys.Train(plan with { Threads = 1 }).Network;
        var four = Toys.Train(plan with { Threads = 4 }).Network;
        Assert.Equal(one.Parameters.SelectMany(parameter => parameter.Values), four.Parameters.SelectMany(parameter => parameter.Values));
        Assert.Equal(one.Statistics.SelectMany(statistic => statistic.Values), four.Statistics.SelectMany(statistic => statistic.Values));
    }

    [Fact]
    public void Another_seed_gives_other_weights()
    {
        var plan = Toys.Plan with { Epochs = 1 };
        Assert.NotEqual(Toys.Train(plan).Network.Parameters[0].Values, Toys.Train(plan with { Seed = 6 }).Network.Parameters[0].Values);
    }

    [Fact]
    public void Running_statistics_become_those_of_the_images()
    {
        var graph = Graphs.Of((4, 4, 2), """{ "kind": "batchNorm", "name": "norm" }, { "kind": "globalAveragePool" }, { "kind": "dense", "units": 2 }""");
        var network = new TrainableNetwork<double>(graph, seed: 1, batchSize: 50);
        var random = new SplitMix64(9);
        for (var index = 0; index < network.Pixels.Length; index++)
        {
            network.Pixels[index] = index % 2 == 0 ? 3 + (2 * random.NextNormal()) : random.NextNormal();
        }

        var expected = network.Pixels.Index()
            .GroupBy(pixel => pixel.Index % 2, pixel => pixel.Item)
            .Select(channel => (Mean: channel.Average(), Square: channel.Average(value => value * value)))
            .ToArray();
        for (var step = 0; step < 400; step++)
        {
            network.Forward(new Batch(50, Training: true, step, new Chunks(2)));
        }

        for (var channel = 0; channel < 2; channel++)
        {
            Assert.Equal(expected[channel].Mean, network.Statistics[0].Values[channel], 1e-6);
            // As PyTorch has it: over one less than the 800 values.
            var variance = (expected[channel].Square - (expected[channel].Mean * expected[channel].Mean)) * 800 / 799;
            Assert.Equal(variance, network.Statistics[1].Values[channel], 1e-6);
        }
    }

    [Fact]
    public void A_network_with_two_outputs_is_refused()
    {
        var graph = Graphs.Of((4, 4, 1), """{ "kind": "flatten" }, { "kind": "dense", "units": 2 } ], "outputs": [ { "name": "a", "layer": "dense_1" """
            + """}, { "name": "b", "layer": "flatten_1" }""");
        var error = Assert.Throws<NotSupportedException>(() => new TrainableNetwork<float>(graph, seed: 1, batchSize: 2));
        Assert.Contains("one of each", error.Message, StringComparison.Ordinal);
    }
}
