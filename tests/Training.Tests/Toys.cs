using MobileNetGen.Generator.Graph;
using MobileNetGen.Training.Augmentation;
using MobileNetGen.Training.Data;
using MobileNetGen.Training.Networks;
using MobileNetGen.Training.Optimisation;
using MobileNetGen.Training.Tensors;
using MobileNetGen.Weights;

namespace MobileNetGen.Training.Tests;

/// <summary>A problem that a small network learns in a second: which third of the image is bright.</summary>
internal static class Toys
{
    public static readonly TensorShape Type = new(9, 8, 3);

    public static readonly TrainingPlan Plan =
        new(Epochs: 6, BatchSize: 20, OptimiserKind.Adam, Rate: 0.02, WarmUpEpochs: 1, WeightDecay: 1e-3, Smoothing: 0.1, Seed: 5, Threads: 2);

    public static ShapedGraph Graph => Commands.Descriptions.Read(Path.Combine(AppContext.BaseDirectory, "Networks", "tiny.json"));

    public static LabelledImages Images(int count, int seed)
    {
        var random = new SplitMix64((ulong)seed);
        int[] labels = [.. Enumerable.Range(0, count).Select(index => index % 3)];
        float[][] pixels = [.. labels.Select(label => Enumerable.Range(0, Type.Length)
            .Select(element => (float)random.NextBetween(-0.3, 0.3) + (element / (3 * Type.Width * Type.Channels) == label ? 1 : 0))
            .ToArray())];
        return new LabelledImages(Type, pixels, labels, ["top", "middle", "bottom"]);
    }

    /// <summary>Trains from scratch.</summary>
    public static (TrainableNetwork<float> Network, IReadOnlyList<EpochResult> Results) Train(TrainingPlan plan)
    {
        var network = new TrainableNetwork<float>(Graph, plan.Seed, plan.BatchSize);
        var results = new Trainer(network, plan).Run(
            Images(240, seed: 1),
            [new HeldOut("held out", Images(60, seed: 2))],
            Recipes.Pictures(Type),
            (_, _) => { }).ToArray();
        return (network, results);
    }
}
