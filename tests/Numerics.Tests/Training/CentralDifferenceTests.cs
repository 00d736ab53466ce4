using MobileNetGen.Generator;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Json;
using MobileNetGen.Numerics.Tests.Reference;
using MobileNetGen.Numerics.Tests.Tensors;
using MobileNetGen.Tool.Export;
using Xunit;

namespace MobileNetGen.Numerics.Tests.Training;

/// <summary>Gradients are the central differences of plain loops in double precision.</summary>
public sealed class CentralDifferenceTests
{
    private const float Step = 1f / 1024;

    private const double Limit = 1e-3;

    private static readonly (string Name, string Text)[] s_inputs =
    [
        ("a", """{ "name": "a", "height": 4, "width": 4, "channels": 5 }"""),
        ("b", """{ "name": "b", "height": 4, "width": 4, "channels": 5 }"""),
        ("row", """{ "name": "row", "height": 1, "width": 4, "channels": 1 }"""),
    ];

    public static TheoryData<string> Layers => new(
        """{ "kind": "sub", "inputs": ["a", "b"] }""",
        """{ "kind": "div", "inputs": ["a", "b"] }""",
        """{ "kind": "mul", "inputs": ["a", "b", "a"] }""",
        """{ "kind": "logSoftmax", "inputs": ["a"] }""",
        """{ "kind": "exp", "inputs": ["a"] }""",
        """{ "kind": "sqrt", "inputs": ["b"] }""",
        """{ "kind": "log", "inputs": ["b"] }""",
        """{ "kind": "erf", "inputs": ["a"] }""",
        """{ "kind": "abs", "inputs": ["a"] }""",
        """{ "kind": "maximum", "inputs": ["a", "row"] }""",
        """{ "kind": "minimum", "inputs": ["a", "b"] }""",
        """{ "kind": "reduceMax", "axes": "h", "inputs": ["a"] }""",
        """{ "kind": "reduceMax", "axes": "hw", "inputs": ["a"] }""",
        """{ "kind": "reduceMax", "axes": "c", "inputs": ["a"] }""",
        """{ "kind": "reduceMax", "axes": "wc", "inputs": ["a"] }""",
        """{ "kind": "reduceMax", "axes": "hc", "inputs": ["a"] }""",
        """{ "kind": "reduceMax", "axes": "hwc", "inputs": ["a"] }""",
        """{ "kind": "leakyRelu", "alpha": 0.2, "inputs": ["a"] }""",
        """{ "kind": "leakyRelu", "alpha": -0.2, "inputs": ["a"] }""",
        """{ "kind": "geluTanh", "inputs": ["a"] }""",
        """{ "kind": "clip", "min": -0.5, "max": 0.25, "inputs": ["a"] }""",
        """{ "kind": "clip", "max": 0.25, "inputs": ["a"] }""",
        """{ "kind": "clip", "min": -0.25, "inputs": ["a"] }""",
        """{ "kind": "concat", "axis": "h", "inputs": ["a", "b"] }""",
        """{ "kind": "concat", "axis": "w", "inputs": ["a", "b", "a"] }""",
        """{ "kind": "reduceMean", "axes": "w", "inputs": ["a"] }""",
        """{ "kind": "reduceSum", "axes": "c", "inputs": ["a"] }""",
        """{ "kind": "transpose", "axes": "chw", "inputs": ["a"] }""",
        """{ "kind": "transpose", "axes": "wch", "inputs": ["a"] }""",
        """{ "kind": "spaceToDepth", "blockSize": 2, "inputs": ["a"] }""",
        """{ "kind": "slice", "rows": [1, 4, 2], "columns": [3, 0, -1], "channels": [0, 5, 3], "inputs": ["a"] }""",
        """{ "kind": "resize", "size": [7, 9], "method": "bicubic", "inputs": ["a"] }""",
        """{ "kind": "resize", "size": [3, 2], "method": "bilinear", "antialias": true, "inputs": ["a"] }""",
        """{ "kind": "upsample", "factor": 2, "method": "nearest", "inputs": ["a"] }""",
        """{ "kind": "upsample", "factor": [3, 2], "method": "bilinear", "inputs": ["a"] }""",
        """{ "kind": "averagePool", "kernel": 3, "stride": 2, "padding": "same", "countIncludePad": true, "inputs": ["a"] }""",
        """{ "kind": "conv", "filters": 5, "kernel": 3, "dilation": 2, "stride": 2, "padding": [1, 2, 0, 1], "inputs": ["a"] }""",
        """{ "kind": "depthwise", "kernel": [1, 3], "padding": "same", "stride": 2, "depthMultiplier": 3, "inputs": ["a"] }""",
        """{ "kind": "convTranspose", "filters": 6, "kernel": [3, 2], "stride": [2, 1], "padding": [1, 0, 0, 1], "bias": true, "inputs": ["a"] }""",
        """{ "kind": "convTranspose", "filters": 10, "kernel": 3, "stride": 2, "groups": 5, "padding": "same", "bias": true, "inputs": ["a"] }""",
        """{ "kind": "convTranspose", "filters": 5, "kernel": 2, "stride": 3, "groups": 5, "padding": "valid", "outputPadding": 1, "inputs": ["a"] }""",
        """{ "kind": "conv", "filters": 10, "kernel": 3, "groups": 5, "stride": 2, "padding": "same", "bias": true, "inputs": ["a"] }""",
        """{ "kind": "depthwise", "kernel": 2, "dilation": 2, "padding": "valid", "inputs": ["a"] }""",
        """{ "kind": "pointwise", "filters": 17, "bias": true, "inputs": ["a"] }""",
        """{ "kind": "relu", "inputs": ["a"] }""",
        """{ "kind": "relu6", "inputs": ["a"] }""",
        """{ "kind": "maxPool", "kernel": 3, "stride": 2, "padding": "same", "inputs": ["a"] }""",
        """{ "kind": "averagePool", "kernel": 3, "stride": 1, "padding": "same", "inputs": ["a"] }""",
        """{ "kind": "globalAveragePool", "inputs": ["a"] }""",
        """{ "kind": "softmax", "inputs": ["a"] }""",
        """{ "kind": "prelu", "inputs": ["a"] }""",
        """{ "kind": "expand", "shape": [4, 4, 5], "inputs": ["row"] }""",
        """{ "kind": "add", "inputs": ["a", "row"] }""");

    [Theory, MemberData(nameof(Layers))]
    public void Gradients_are_central_differences(string layer)
    {
        var inputsOfLayer = s_inputs.Where(input => layer.Contains($"\"{input.Name}\"", StringComparison.Ordinal)).ToList();
        var description = $$"""
            { "inputs": [{{string.Join(", ", inputsOfLayer.Select(input => input.Text))}}],
              "layers": [{{layer.Replace("\"kind\"", "\"name\": \"layer\", \"kind\"", StringComparison.Ordinal)}}] }
            """;
        var shaped = JsonParser.Parse(description).Then(root => NetworkCompiler.Graph(root, "Net")).Value!;
        var weights = RandomTensors.For(shaped, 3);
        using var trainer = Trainers.Create(Trainers.Compile(description), weights.ToSource(), new TrainerOptions { BatchSize = 1 });
        var random = new Random(5);
        float[][] inputs =
        [
            .. inputsOfLayer.Select((input, index) => Enumerable.Range(0, shaped.Types[index].Length)
                .Select(_ => input.Name == "b" ? 1 + random.NextSingle() : (random.NextSingle() * 4) - 2).ToArray()),
        ];
        for (var index = 0; index < inputs.Length; index++)
        {
            inputs[index].CopyTo(trainer.Input(index));
        }

        trainer.RunForward();
        var upstream = trainer.Output().ToArray().Select(_ => (random.NextSingle() * 2) - 1).ToArray();
        upstream.CopyTo(trainer.OutputGradient());
        trainer.RunBackward();
        Assert.Equal(inputs.Length, trainer.InputGradientNames.Count);
        for (var index = 0; index < inputs.Length; index++)
        {
            var expected = CentralDifferences.Of(inputs[index], Step, () => Loss(weights));
            Assert.Null(Distance.Problem(inputsOfLayer[index].Name, expected, trainer.InputGradient(index), Limit));
        }

        foreach (var tensor in trainer.UnpackedGradients())
        {
            var values = weights[tensor.Name];
            var moved = weights.With(tensor.Name, values);
            Assert.Null(Distance.Problem(tensor.Name, CentralDifferences.Of(values, Step, () => Loss(moved)), tensor.Values.Span, Limit));
        }

        // The sum of the outputs times what the loss changes by with each.
        double Loss(TensorSet values) => ReferenceNetwork.Run(shaped, values, inputs)[0].Zip(upstream, (output, change) => output * change).Sum();
    }
}
