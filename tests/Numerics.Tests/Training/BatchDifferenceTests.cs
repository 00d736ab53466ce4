using MobileNetGen.Generator;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Json;
using MobileNetGen.Numerics.Tests.Reference;
using MobileNetGen.Numerics.Tests.Tensors;
using Xunit;

namespace MobileNetGen.Numerics.Tests.Training;

/// <summary>
/// Gradients of whole batches, whose images depend on each other through the statistics of normalisations, are the central differences of plain loops in
/// double precision.
/// </summary>
public sealed class BatchDifferenceTests
{
    private const int Images = 3;

    /// <summary>So small that few values cross the corner of an activation.</summary>
    private const float Step = 1f / (1 << 16);

    /// <summary>A layer with parameters before those under test.</summary>
    private const string Front = """{ "kind": "conv", "name": "front", "filters": 4, "kernel": 3, "bias": true }, """;

    /// <summary>From any map to two scores that depend on every element.</summary>
    private const string Back = """, { "kind": "flatten" }, { "kind": "dense", "name": "back", "units": 2 }""";

    public static TheoryData<string> Layers => new(
        """{ "kind": "batchNorm", "name": "norm" }""",
        """{ "kind": "separable", "name": "block", "filters": 7, "stride": 2, "batchNorm": true, "activation": "relu" }""",
        """{ "kind": "separable", "name": "block", "filters": 6, "batchNorm": true, "activation": "relu6", "bias": true }""",
        """
        { "kind": "pointwise", "name": "left", "filters": 4, "batchNorm": true, "activation": "relu", "inputs": ["front"] },
        { "kind": "add", "name": "sum", "inputs": ["left", "front", "left"] },
        { "kind": "batchNorm", "name": "norm" }, { "kind": "maxPool", "kernel": 2 }
        """);

    [Theory, MemberData(nameof(Layers))]
    public void Gradients_of_a_batch_are_central_differences(string layers)
    {
        var description = $$"""{ "input": { "height": 4, "width": 5, "channels": 2 }, "layers": [{{Front}}{{layers}}{{Back}}] }""";
        var shaped = JsonParser.Parse(description).Then(root => NetworkCompiler.Graph(root, "Net")).Value!;
        var weights = RandomTensors.For(shaped, 3);
        using var trainer = Trainers.Create(Trainers.Compile(description), weights.ToSource(), new TrainerOptions { BatchSize = Images });
        var random = new Random(5);
        float[][] images = [.. Enumerable.Range(0, Images).Select(_ => Random(trainer.Input().Length / Images, random))];
        images.SelectMany(image => image).ToArray().CopyTo(trainer.Input());
        trainer.RunForward();
        Assert.Null(Distance.Problem("output", ReferenceNetwork.RunBatch(shaped, weights, images), trainer.Output(), 0));
        var upstream = Random(trainer.Output().Length, random);
        upstream.CopyTo(trainer.OutputGradient());
        trainer.RunBackward();
        double[] ofImages = [.. images.SelectMany(image => CentralDifferences.Of(image, Step, () => Loss(weights)))];
        Assert.Null(Distance.Problem("images", ofImages, trainer.InputGradient(0), 0));
        var largest = trainer.UnpackedGradients().Max(tensor => tensor.Values.ToArray().Max(Math.Abs));
        foreach (var tensor in trainer.UnpackedGradients().Where(tensor => !tensor.Name.Contains("running", StringComparison.Ordinal)))
        {
            var values = weights[tensor.Name];
            var moved = weights.With(tensor.Name, values);

            // A bias before a normalisation has the gradient 0, of which no share can be asked for: it is compared beside the largest gradient.
            double[] expected = [.. CentralDifferences.Of(values, Step, () => Loss(moved)), largest];
            Assert.Null(Distance.Problem(tensor.Name, expected, [.. tensor.Values.Span, largest], 0));
        }

        double Loss(TensorSet values) => ReferenceNetwork.RunBatch(shaped, values, images).Zip(upstream, (output, change) => output * change).Sum();
    }

    [Fact]
    public void Running_statistics_move_towards_those_of_the_batch_by_PyTorchs_rule()
    {
        const string description = """{ "input": { "height": 2, "width": 3, "channels": 2 }, "layers": [{ "kind": "batchNorm", "name": "norm" }] }""";
        var shaped = JsonParser.Parse(description).Then(root => NetworkCompiler.Graph(root, "Net")).Value!;
        var weights = RandomTensors.For(shaped, 3);
        using var trainer = Trainers.Create(Trainers.Compile(description), weights.ToSource(), new TrainerOptions { BatchSize = Images });
        var images = Random(trainer.Input().Length, new Random(5));
        images.CopyTo(trainer.Input());
        trainer.RunForward();
        trainer.UpdateStatistics(momentum: 0.25);
        var batch = ChannelStatistics.Of([.. images.Chunk(images.Length / Images).Select(image => Map.From(shaped.Types[0], image))]);
        var before = ChannelStatistics.Running("norm", weights);
        var after = trainer.UnpackedValues().ToDictionary(tensor => tensor.Name, tensor => tensor.Values.ToArray());
        var values = images.Length / 2;
        for (var channel = 0; channel < 2; channel++)
        {
            var unbiased = batch.Variance[channel] * values / (values - 1);
            Assert.Equal((0.75 * before.Mean[channel]) + (0.25 * batch.Mean[channel]), after["norm.running_mean"][channel], 1e-5);
            Assert.Equal((0.75 * before.Variance[channel]) + (0.25 * unbiased), after["norm.running_var"][channel], 1e-5);
        }
    }

    [Fact]
    public void Dropout_passes_the_gradient_of_what_it_kept_and_enlarges_it()
    {
        const string description = """{ "input": { "height": 4, "width": 4, "channels": 5 }, "layers": [{ "kind": "dropout", "rate": 0.75 }] }""";
        using var trainer = Trainers.Create(Trainers.Compile(description), WeightSource.CreateRandom(1), new TrainerOptions { BatchSize = Images });
        trainer.Input().Fill(1);
        trainer.RunForward(seed: 3);
        var kept = trainer.Output().ToArray();
        Assert.All(kept, value => Assert.True(value is 0 or 4));
        Assert.InRange(kept.Count(value => value > 0), kept.Length / 8, kept.Length / 2);
        trainer.OutputGradient().Fill(0.5f);
        trainer.RunBackward();
        Assert.Equal([.. kept.Select(value => 0.5f * value)], trainer.InputGradient(0).ToArray());
    }

    private static float[] Random(int length, Random random) => [.. Enumerable.Range(0, length).Select(_ => (random.NextSingle() * 2) - 1)];
}
