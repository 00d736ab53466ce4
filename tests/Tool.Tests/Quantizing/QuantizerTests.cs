using MobileNetGen.Quantization;
using MobileNetGen.Tool.Tests.Learning;
using Xunit;

namespace MobileNetGen.Tool.Tests.Quantizing;

/// <summary>Quantizing as a call: what a program gives, gets, and is told.</summary>
public sealed class QuantizerTests
{
    private const int InputLength = 12 * 12 * 3;

    private static readonly WeightSource s_weights = WeightSource.FromBytes(Stripes.Weights());
    private static readonly float[][] s_inputs = [.. Enumerable.Range(0, 30).Select(number => Input(number, InputLength))];

    [Fact]
    public void A_description_and_weights_of_floats_become_those_of_integers_with_a_report()
    {
        var result = Quantize(s_inputs[..20], new QuantizationOptions { Evaluation = s_inputs[20..] });
        Assert.Equal((20, 10, true), (result.CalibrationCount, result.EvaluationCount, result.IsHeldOut));
        Assert.InRange(result.SameTop!.Value, 8, 10);
        Assert.InRange(result.SignalToNoise, 15, 120);
        Assert.Empty(result.FloatLayers);
        Assert.Contains("stem", result.Layers.Select(layer => layer.Layer));
        Assert.Equal(result.Layers.OrderBy(layer => layer.SignalToNoise), result.Layers);
        Assert.True(result.FloatTime > TimeSpan.Zero && result.IntegerTime > TimeSpan.Zero);

        using var file = new MemoryStream();
        result.WriteWeights(file, new Dictionary<string, string> { ["author"] = "somebody" });
        Assert.InRange(result.WeightsBytes, 1, file.Length);
        var (floats, integers) = (Load(Stripes.Network, s_weights), Load(result.Description, WeightSource.FromBytes(file.ToArray())));
        using (floats)
        using (integers)
        {
            Assert.Equal(TensorElement.Int8, integers.Info.Inputs[0].Element);
            Assert.Equal(floats.Info.Preprocessing, integers.Info.Preprocessing);
            Assert.Equal(result.SameTop, s_inputs[20..].Count(input => Top(floats, input) == Top(integers, input)));
        }
    }

    [Fact]
    public void The_same_inputs_give_the_same_integers()
    {
        var (one, other) = (Quantize(s_inputs), Quantize(s_inputs));
        Assert.Equal(one.Description, other.Description);
        Assert.Equal(SafetensorsWriter.HashOf(one.Tensors), SafetensorsWriter.HashOf(other.Tensors));
        Assert.Equal((30, 30, false), (one.CalibrationCount, one.EvaluationCount, one.IsHeldOut));
    }

    [Fact]
    public void Each_step_is_told_in_order_and_evaluation_may_bring_fewer_inputs_than_it_says()
    {
        var told = new Told();
        var options = new QuantizationOptions
        {
            FloatLayers = FloatLayers.Auto,
            Evaluation = new Tool.Quantizing.ReadInputs(5, s_inputs[..3]),
            Progress = told,
        };
        Assert.Equal(3, Quantize(s_inputs[..4], options).EvaluationCount);
        Assert.Equal(Enum.GetValues<QuantizationPhase>(), told.Steps.Select(step => step.Phase).Distinct());
        Assert.All(told.Steps.GroupBy(step => step.Phase), phase => Assert.Equal(Enumerable.Range(0, phase.Count()), phase.Select(step => step.Step)));
        Assert.Equal(new QuantizationProgress(QuantizationPhase.Comparing, 3, 5), told.Steps[^1]);
    }

    [Fact]
    public void Layers_that_stay_floats_are_said_by_number_and_by_name()
    {
        Assert.Equal(["stem"], Kept(FloatLayers.First(1)));
        Assert.Equal(["stem", "classes"], Kept(FloatLayers.Named("classes", "stem")));
        Assert.Throws<ArgumentOutOfRangeException>(() => FloatLayers.First(-1));
    }

    [Theory]
    [InlineData("""{ "input": { "height": 4, "width": 4, "channels": 2 }, "layers": [ { "kind": "cnov", "filters": 2 } ] }""", "the description(1,")]
    [InlineData("{", "the description(1,")]
    [InlineData(
        """{ "precision": "int8", "input": { "height": 4, "width": 4, "channels": 2 }, "layers": [ { "kind": "conv", "filters": 2, "kernel": 3 } ] }""",
        "the network has integers already; a network of floats is accepted.")]
    [InlineData(
        """
        {
          "inputs": [ { "name": "left", "height": 4, "width": 4, "channels": 2 }, { "name": "right", "height": 4, "width": 4, "channels": 2 } ],
          "layers": [ { "kind": "add", "inputs": ["left", "right"] } ]
        }
        """,
        "the network has the inputs left, right; one is accepted.")]
    [InlineData(
        """{ "input": { "height": 12, "width": 12, "channels": 3 }, "layers": [ { "kind": "maxPool", "kernel": 2 } ] }""",
        "no convolution and no dense layer is left that could compute with integers.")]
    public void A_description_that_cannot_be_quantized_is_refused(string description, string expected) => Assert.StartsWith(
        expected,
        Assert.Throws<QuantizationException>(() => Quantize(s_inputs[..1], description: description, weights: WeightSource.CreateRandom(1))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Inputs_weights_and_layers_that_are_not_the_networks_are_refused_and_the_work_can_be_ended()
    {
        Assert.StartsWith("there is no input to make integers with", Assert.Throws<ArgumentException>(() => Quantize([])).Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "calibration[1] has 7 numbers; 432 are accepted",
            Assert.Throws<ArgumentException>(() => Quantize([s_inputs[0], new float[7]])).Message,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "Evaluation[0] has 7 numbers; 432 are accepted",
            Assert.Throws<ArgumentException>(() => Quantize(s_inputs[..1], new QuantizationOptions { Evaluation = [new float[7]] })).Message,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "no input is left to compare integers with floats on",
            Assert.Throws<QuantizationException>(() => Quantize(s_inputs[..1], new QuantizationOptions { Evaluation = [] })).Message,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "\"conv9\" is to stay floats and is no convolution",
            Assert.Throws<QuantizationException>(() => Quantize(s_inputs[..1], new QuantizationOptions { FloatLayers = FloatLayers.Named("conv9") })).Message,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "\"input\" has numbers that are not finite",
            Assert.Throws<QuantizationException>(() => Quantize([[.. s_inputs[0].Select(_ => float.NaN)]])).Message,
            StringComparison.Ordinal);
        var foreign = WeightSource.FromBytes(Packed());
        Assert.Contains(
            "holds packed weights",
            Assert.Throws<WeightException>(() => Quantize(s_inputs[..1], weights: foreign)).Message,
            StringComparison.Ordinal);
        Assert.Throws<OperationCanceledException>(
            () => Quantizer.Quantize(Stripes.Network, s_weights, s_inputs, cancellationToken: new CancellationToken(canceled: true)));
    }

    private static QuantizationResult Quantize(
        IReadOnlyList<float[]> calibration, QuantizationOptions? options = null, string description = Stripes.Network, WeightSource? weights = null) =>
        Quantizer.Quantize(description, weights ?? s_weights, calibration, options, TestContext.Current.CancellationToken);

    private static IReadOnlyList<string> Kept(FloatLayers layers) => Quantize(s_inputs[..2], new QuantizationOptions { FloatLayers = layers }).FloatLayers;

    private static byte[] Packed()
    {
        using var packed = new MemoryStream();
        CompiledClass.Of(NetworkFile.Parse("network.json", Stripes.Network)).Pack(s_weights, packed, []);
        return packed.ToArray();
    }

    private static LoadedNetwork Load(string description, WeightSource weights) =>
        LoadedNetwork.Load(NetworkFile.Parse("network.json", description), weights, new NetworkOptions());

    private static int Top(LoadedNetwork network, float[] input) => Ranking.Top(network.Run(input)[0], 1)[0].Index;

    private static float[] Input(int seed, int length)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (random.NextSingle() * 2) - 1)];
    }

    private sealed class Told : IProgress<QuantizationProgress>
    {
        public List<QuantizationProgress> Steps { get; } = [];

        public void Report(QuantizationProgress value) => Steps.Add(value);
    }
}
