using MobileNetGen.Tool.Hosting;
using Xunit;

namespace MobileNetGen.Tool.Tests.Truth;

/// <summary>Integers have the same bits whatever computes them: sums of their products are exact.</summary>
public sealed class IntegerTierTests
{
    /// <summary>Channels that fill no vector, windows that leave the map, and each kind of layer that computes.</summary>
    private const string Layers = """
        { "kind": "conv", "name": "stem", "filters": 21, "kernel": 3, "stride": 2, "activation": "relu6" },
        { "kind": "depthwise", "kernel": 5, "dilation": [1, 2], "activation": "relu" },
        { "kind": "pointwise", "name": "trunk", "filters": 44, "scaleWidth": false },
        { "kind": "depthwise", "name": "dw", "kernel": 3, "padding": "symmetric" },
        { "kind": "add", "name": "sum", "inputs": ["trunk", "dw"] },
        { "kind": "hardSwish", "name": "swish" },
        { "kind": "conv", "filters": 44, "kernel": 3, "groups": 4 },
        { "kind": "sub", "name": "difference", "inputs": ["conv_1", "sum"] },
        { "kind": "resize", "name": "resized", "factor": 2, "method": "bilinear" },
        { "kind": "convTranspose", "name": "spread", "inputs": ["difference"], "filters": 9, "kernel": 3, "stride": 2 },
        { "kind": "concat", "name": "both", "inputs": ["resized", "spread"] },
        { "kind": "averagePool", "name": "pooled", "kernel": 3, "stride": 2 },
        { "kind": "globalAveragePool", "name": "mean" },
        { "kind": "mul", "name": "scaled", "inputs": ["pooled", "mean"] },
        { "kind": "maxPool", "kernel": 2 },
        { "kind": "flatten" },
        { "kind": "dense", "units": 37 },
        { "kind": "softmax" }
        """;

    [Theory]
    [InlineData("int8", "tflite")]
    [InlineData("uint8", "tflite", Explicit = true)]
    [InlineData("uint8", "onnxruntime", Explicit = true)]
    [InlineData("int8", "tflite-reference")]
    public void All_tiers_and_thread_counts_give_the_same_bits(string precision, string arithmetic)
    {
        var text = $$"""
            { "precision": "{{precision}}", "arithmetic": "{{arithmetic}}", "input": { "height": 19, "width": 15, "channels": 3 }, "layers": [ {{Layers}} ],
              "outputs": [ { "name": "scores", "layer": "softmax_1" }, { "name": "sums", "layer": "dense_1" },
                { "name": "map", "layer": "both" }, { "name": "scaled", "layer": "scaled" } ] }
            """;
        CheckTiers(text, 19 * 15 * 3, unlike: 1);
    }

    [Theory]
    [InlineData("int8")]
    [InlineData("uint8", Explicit = true)]
    public void Depthwise_windows_of_every_height_have_the_same_bits_on_all_tiers(string precision)
    {
        var layers = Enumerable.Range(1, 9).Select(height =>
            $$"""{ "kind": "depthwise", "name": "of_{{height}}", "inputs": ["image"], "kernel": [{{height}}, 3], "padding": "same" }""");
        var outputs = Enumerable.Range(1, 9).Select(height => $$"""{ "name": "of_{{height}}", "layer": "of_{{height}}" }""");
        var text = $$"""
            { "precision": "{{precision}}", "input": { "name": "image", "height": 11, "width": 7, "channels": 75 },
              "layers": [ {{string.Join(", ", layers)}} ], "outputs": [ {{string.Join(", ", outputs)}} ] }
            """;
        CheckTiers(text, 11 * 7 * 75, unlike: 0);
    }

    /// <param name="text">A description.</param>
    /// <param name="elements">Those of its input.</param>
    /// <param name="unlike">The first output that is to have several values.</param>
    private static void CheckTiers(string text, int elements, int unlike)
    {
        var network = InMemoryCompiler.Compile(NetworkFile.Parse("integers", text));
        var input = new byte[elements];
        new Random(1).NextBytes(input);
        byte[][]? expected = null;
        foreach (var tier in Enum.GetValues<SimdTier>().Where(tier => tier <= SimdSupport.WidestTier))
        {
            foreach (var threads in new[] { 1, 2, 3 })
            {
                var options = new NetworkOptions { Tier = tier, MaxDegreeOfParallelism = threads };
                using var loaded = LoadedNetwork.Load(network, WeightSource.CreateRandom(5), options);
                var actual = loaded.RunRaw([input]);
                expected ??= actual;
                Assert.True(expected.Zip(actual, (left, right) => left.AsSpan().SequenceEqual(right)).All(same => same), $"{tier}, {threads} threads");
            }
        }

        Assert.All(expected![unlike..], output => Assert.True(output.Distinct().Count() > 5, "the outputs are too alike to tell anything"));
    }
}
