using Xunit;

namespace MobileNetGen.Training.Tests;

public sealed class GradientTests
{
    /// <summary>A layer with parameters before the one under test.</summary>
    private const string Front = """{ "kind": "conv", "name": "front", "filters": 5, "kernel": 3, "bias": true, "batchNorm": false, "activation": "none" }, """;

    /// <summary>From any map to four scores that depend on every element.</summary>
    private const string Back = """, { "kind": "flatten" }, { "kind": "dense", "units": 4 }, { "kind": "softmax" }""";

    [Theory]
    [InlineData("""{ "kind": "conv", "filters": 3, "kernel": 3, "stride": 2, "bias": true }""")]
    [InlineData("""{ "kind": "conv", "filters": 9, "kernel": [3, 2], "padding": [1, 0, 0, 1] }""")]
    [InlineData("""{ "kind": "conv", "filters": 3, "kernel": 3, "dilation": 2, "padding": "symmetric" }""")]
    [InlineData("""{ "kind": "conv", "filters": 17, "kernel": 3, "padding": "valid" }""")]
    public void Convolutions_agree_with_differences(string layer) => Check(layer);

    [Theory]
    [InlineData("""{ "kind": "pointwise", "filters": 17, "bias": true }""")]
    [InlineData("""{ "kind": "pointwise", "filters": 3, "stride": 2 }""")]
    public void Pointwise_convolutions_agree_with_differences(string layer) => Check(layer);

    [Theory]
    [InlineData("""{ "kind": "depthwise", "kernel": 3, "bias": true }""")]
    [InlineData("""{ "kind": "depthwise", "kernel": 5, "stride": 2, "padding": "symmetric" }""")]
    [InlineData("""{ "kind": "depthwise", "kernel": 2, "dilation": 2, "padding": "valid" }""")]
    public void Depthwise_convolutions_agree_with_differences(string layer) => Check(layer);

    [Theory]
    [InlineData("""{ "kind": "separable", "filters": 7, "stride": 2 }""")]
    [InlineData("""{ "kind": "separable", "filters": 6, "activation": "relu6", "bias": true }""")]
    public void Separable_blocks_agree_with_differences(string layer) => Check(layer);

    [Fact]
    public void Batch_normalisation_agrees_with_differences() => Check("""{ "kind": "batchNorm" }""");

    [Fact]
    public void Relu_agrees_with_differences() => Check("""{ "kind": "relu" }""");

    /// <summary>The input is large, so that the ceiling cuts.</summary>
    [Fact]
    public void Relu6_agrees_with_differences() => Check("""{ "kind": "relu6" }""", amplitude: 4);

    [Theory]
    [InlineData("""{ "kind": "maxPool", "kernel": 2 }""")]
    [InlineData("""{ "kind": "maxPool", "kernel": 3, "stride": 2, "padding": "same" }""")]
    [InlineData("""{ "kind": "averagePool", "kernel": 2 }""")]
    [InlineData("""{ "kind": "averagePool", "kernel": 3, "stride": 1, "padding": "same" }""")]
    [InlineData("""{ "kind": "globalAveragePool" }""")]
    public void Pools_agree_with_differences(string layer) => Check(layer);

    [Theory]
    [InlineData("""{ "kind": "upsample", "factor": 2, "method": "nearest" }""")]
    [InlineData("""{ "kind": "upsample", "factor": [3, 2], "method": "bilinear" }""")]
    public void Upsampling_agrees_with_differences(string layer) => Check(layer);

    [Fact]
    public void Sums_agree_with_differences() => Check("""
        { "kind": "pointwise", "name": "left", "filters": 6, "inputs": ["front"] },
        { "kind": "pointwise", "name": "right", "filters": 6, "inputs": ["front"] },
        { "kind": "add", "inputs": ["left", "right", "left"] }
        """);

    [Fact]
    public void Maps_side_by_side_agree_with_differences() => Check("""
        { "kind": "pointwise", "name": "left", "filters": 2, "inputs": ["front"] },
        { "kind": "concat", "inputs": ["left", "front", "left"] }
        """);

    [Fact]
    public void Dropout_agrees_with_differences() => Check("""{ "kind": "dropout", "rate": 0.4 }""");

    [Fact]
    public void A_softmax_inside_the_network_agrees_with_differences() => Check("""{ "kind": "softmax" }""");

    [Theory]
    [InlineData("""{ "kind": "dense", "units": 19 }""")]
    [InlineData("""{ "kind": "dense", "units": 6, "bias": false, "activation": "relu" }""")]
    public void Dense_layers_agree_with_differences(string layer) => Check("""{ "kind": "flatten" }, """ + layer);

    private static void Check(string layers, double amplitude = 1) => GradientCheck.Run(Graphs.Of((5, 6, 2), Front + layers + Back), amplitude);
}
