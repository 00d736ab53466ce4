using MobileNetGen.Generator.Fusion;
using MobileNetGen.Generator.Tests.Harness;
using Xunit;

namespace MobileNetGen.Generator.Tests.Passing;

public sealed class FusionPassTests
{
    [Theory]
    [InlineData("conv", "conv_1+conv_1_bn+conv_1_relu")]
    [InlineData("pointwise", "pointwise_1+pointwise_1_bn+pointwise_1_relu")]
    public void Batch_normalisation_and_activation_end_in_the_convolution_before(string kind, string stages) =>
        Assert.Equal(stages, Stages($$"""{ "kind": "{{kind}}", "filters": 4, "batchNorm": true, "activation": "relu" }"""));

    [Fact]
    public void They_do_so_as_layers_of_their_own_too() =>
        Assert.Equal("conv_1+batchNorm_1+relu6_1", Stages("""{ "kind": "conv", "filters": 4 }""", """{ "kind": "batchNorm" }""", """{ "kind": "relu6" }"""));

    [Fact]
    public void Batch_normalisation_after_an_activation_stands_alone() =>
        Assert.Equal("conv_1+relu_1 batchNorm_1", Stages("""{ "kind": "conv", "filters": 4 }""", """{ "kind": "relu" }""", """{ "kind": "batchNorm" }"""));

    [Fact]
    public void Several_batch_normalisations_end_in_one_convolution() =>
        Assert.Equal("conv_1+batchNorm_1+batchNorm_2+relu_1", Stages(
            """{ "kind": "conv", "filters": 4 }""",
            """{ "kind": "batchNorm" }""",
            """{ "kind": "batchNorm" }""",
            """{ "kind": "relu" }"""));

    [Theory]
    [InlineData("relu", "relu6", "add_1+relu_1+relu6_1")]
    [InlineData("relu6", "relu", "add_1+relu6_1+relu_1")]
    [InlineData("sigmoid", "relu", "add_1+sigmoid_1+relu_1")]
    [InlineData("relu", "tanh", "add_1+relu_1 tanh_1")]
    [InlineData("leakyRelu", "relu", "add_1+leakyRelu_1 relu_1")]
    public void A_second_activation_vanishes_where_it_changes_no_bit(string first, string second, string stages) =>
        Assert.Equal(stages, Stages("""{ "kind": "add", "inputs": ["input", "input"] }""", $$"""{ "kind": "{{first}}" }""", $$"""{ "kind": "{{second}}" }"""));

    [Fact]
    public void A_third_activation_stands_alone() =>
        Assert.Equal("gelu_1+tanh_1 swish_1", Stages("""{ "kind": "gelu" }""", """{ "kind": "tanh" }""", """{ "kind": "swish" }"""));

    [Theory]
    [InlineData("{ \"kind\": \"pointwise\", \"filters\": 4 }", "pointwise_1+batchNorm_1+batchNorm_2")]
    [InlineData("{ \"kind\": \"conv\", \"filters\": 4, \"kernel\": 3, \"padding\": \"valid\" }", "conv_1+batchNorm_1+batchNorm_2")]
    [InlineData("{ \"kind\": \"conv\", \"filters\": 6, \"groups\": 3 }", "conv_1+batchNorm_1+batchNorm_2")]
    [InlineData("{ \"kind\": \"depthwise\", \"padding\": \"valid\", \"depthMultiplier\": 2 }", "depthwise_1+batchNorm_1+batchNorm_2")]
    [InlineData("{ \"kind\": \"conv\", \"filters\": 4, \"kernel\": 3 }", "batchNorm_1+batchNorm_2 conv_1")]
    [InlineData("{ \"kind\": \"convTranspose\", \"filters\": 4, \"padding\": \"valid\" }", "batchNorm_1+batchNorm_2 convTranspose_1")]
    public void Batch_normalisations_in_front_end_in_the_weights_where_no_window_meets_padding(string layer, string stages) =>
        Assert.Equal(stages, Stages("""{ "kind": "batchNorm" }""", """{ "kind": "batchNorm" }""", layer));

    [Fact]
    public void A_batch_normalisation_with_an_activation_stays_before() =>
        Assert.Equal("batchNorm_1+relu_1 pointwise_1", Stages(
            """{ "kind": "batchNorm" }""",
            """{ "kind": "relu" }""",
            """{ "kind": "pointwise", "filters": 4 }"""));

    [Theory]
    [InlineData("{ \"kind\": \"conv\", \"filters\": 4, \"kernel\": 3, \"stride\": 2, \"padding\": \"valid\" }", "padding 0,1,0,1")]
    [InlineData("{ \"kind\": \"conv\", \"filters\": 4, \"kernel\": 5, \"padding\": \"symmetric\" }", "padding 2,3,2,3")]
    [InlineData("{ \"kind\": \"depthwise\", \"padding\": \"valid\" }", "padding 0,1,0,1")]
    [InlineData("{ \"kind\": \"averagePool\", \"kernel\": 3 }", "padding 0,1,0,1")]
    [InlineData("{ \"kind\": \"averagePool\", \"kernel\": 3, \"padding\": \"symmetric\", \"countIncludePad\": true }", "padding 1,2,1,2")]
    public void A_border_of_zeros_becomes_padding(string layer, string padding)
    {
        var row = Assert.Single(Passes.Program(Passes.Network(8, 8, 3, """{ "kind": "pad", "padding": [0, 1, 0, 1] }""", layer)).Rows);
        Assert.Equal(padding, row.Padding);
        Assert.Equal(["pad_1"], row.Folded);
    }

    [Theory]
    [InlineData("{ \"kind\": \"maxPool\", \"kernel\": 3 }")]
    [InlineData("{ \"kind\": \"averagePool\", \"kernel\": 3, \"padding\": \"symmetric\" }")]
    [InlineData("{ \"kind\": \"pointwise\", \"filters\": 4 }")]
    [InlineData("{ \"kind\": \"convTranspose\", \"filters\": 4 }")]
    public void It_stays_where_it_is_no_padding_or_would_be_all_that_a_window_sees(string layer) =>
        Assert.StartsWith("pad_1 ", Stages("""{ "kind": "pad", "padding": [0, 1, 0, 1] }""", layer), StringComparison.Ordinal);

    [Fact]
    public void A_border_of_another_number_stays() =>
        Assert.Equal("pad_1 conv_1", Stages("""{ "kind": "pad", "padding": [0, 1, 0, 1], "value": 1 }""", """{ "kind": "conv", "filters": 4, "kernel": 3 }"""));

    [Fact]
    public void Normalised_borders_are_no_zeros() =>
        Assert.Equal("pad_1 conv_1+batchNorm_1", Stages(
            """{ "kind": "pad", "padding": [0, 1, 0, 1] }""",
            """{ "kind": "batchNorm" }""",
            """{ "kind": "conv", "filters": 4, "kernel": 3, "padding": "valid" }"""));

    [Fact]
    public void Two_borders_become_one() =>
        Assert.Equal("pad_2+pad_1 maxPool_1", Stages(
            """{ "kind": "pad", "padding": [0, 1, 0, 1] }""",
            """{ "kind": "pad", "padding": [1, 0, 0, 0] }""",
            """{ "kind": "maxPool" }"""));

    [Theory]
    [InlineData("hardSigmoid", "hardSwish")]
    [InlineData("sigmoid", "swish")]
    public void A_map_times_its_own_gate_is_an_activation_of_what_makes_the_map(string gate, string activation)
    {
        var row = Assert.Single(Passes.Program(Passes.Network(
            8,
            8,
            3,
            """{ "kind": "conv", "name": "c", "filters": 4 }""",
            $$"""{ "kind": "{{gate}}", "name": "g" }""",
            """{ "kind": "mul", "name": "m", "inputs": ["c", "g"] }""")).Rows);
        Assert.Equal(("c", activation), (row.Name, row.Activation));
        Assert.Equal(["m", "g"], row.Folded);
    }

    [Fact]
    public void A_gate_that_somebody_else_reads_stays() => Assert.Equal("c g m a", Stages(
        """{ "kind": "conv", "name": "c", "filters": 4 }""",
        """{ "kind": "hardSigmoid", "name": "g" }""",
        """{ "kind": "mul", "name": "m", "inputs": ["g", "c"] }""",
        """{ "kind": "add", "name": "a", "inputs": ["g", "m"] }"""));

    [Fact]
    public void Layers_that_change_nothing_vanish() => Assert.Equal("globalAveragePool_1+flatten_1+reshape_1+transpose_1+pad_1+slice_1 dense_1", Stages(
        """{ "kind": "globalAveragePool" }""",
        """{ "kind": "flatten" }""",
        """{ "kind": "reshape", "shape": 3 }""",
        """{ "kind": "transpose", "axes": "hwc" }""",
        """{ "kind": "pad", "padding": [0, 0, 0, 0] }""",
        """{ "kind": "slice", "channels": [-3, 3] }""",
        """{ "kind": "dense", "units": 4 }"""));

    [Fact]
    public void Different_activations_of_one_loop() =>
        Assert.Equal("relu_1+tanh_1", Stages("""{ "kind": "relu" }""", """{ "kind": "tanh" }"""));

    [Fact]
    public void Pooling_takes_neither() =>
        Assert.Equal("maxPool_1 batchNorm_1+relu_1", Stages("""{ "kind": "maxPool" }""", """{ "kind": "batchNorm" }""", """{ "kind": "relu" }"""));

    [Fact]
    public void Dropout_vanishes() =>
        Assert.Equal("conv_1+dropout_1+relu_1", Stages("""{ "kind": "conv", "filters": 4 }""", """{ "kind": "dropout" }""", """{ "kind": "relu" }"""));

    [Fact]
    public void A_tensor_that_two_read_is_left_as_it_is() =>
        Assert.Equal("a relu_1 add_1", Stages(
            """{ "kind": "conv", "name": "a", "filters": 4 }""",
            """{ "kind": "relu" }""",
            """{ "kind": "add", "inputs": ["a", "relu_1"] }"""));

    [Fact]
    public void So_is_one_that_is_an_output() => Assert.Equal("a relu_1", Stages(
        """
        { "input": { "height": 8, "width": 8, "channels": 3 },
          "layers": [ { "kind": "conv", "name": "a", "filters": 4 }, { "kind": "relu" } ],
          "outputs": [ { "layer": "a" }, { "layer": "relu_1" } ] }
        """, []));

    [Fact]
    public void What_no_output_depends_on_has_no_stage() =>
        Assert.Equal("maxPool_1", Stages("""{ "kind": "conv", "filters": 4 }""", """{ "kind": "relu6" }""", """{ "kind": "maxPool", "inputs": ["input"] }"""));

    private static string Stages(string first, params string[] layers) => DisplayText(FusionPass.Fuse(Passes.Graph(
        first.Contains("\"layers\"", StringComparison.Ordinal) ? first : Passes.Network(8, 8, 3, [first, .. layers]))));

    private static string DisplayText(FusedGraph fused) => string.Join(' ', fused.Stages.Select(stage => string.Join('+', stage.Folded.Prepend(stage.Name))));
}
