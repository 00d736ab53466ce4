using MobileNetGen.Generator.Fusion;
using MobileNetGen.Generator.Tests.Harness;
using Xunit;

namespace MobileNetGen.Generator.Tests.Passing;

public sealed class FusionPassTests
{
    [Theory]
    [InlineData("conv", "conv_1+conv_1_bn+conv_1_relu")]
    [InlineData("pointwise", "pointwise_1+pointwise_1_bn+pointwise_1_relu")]
    public void Batch_normalisation_and_activation_end_in_the_convolution_in_front(string kind, string stages) =>
        Assert.Equal(stages, Stages($$"""{ "kind": "{{kind}}", "filters": 4, "batchNorm": true, "activation": "relu" }"""));

    [Fact]
    public void They_do_so_as_layers_of_their_own_too() =>
        Assert.Equal("conv_1+batchNorm_1+relu6_1", Stages("""{ "kind": "conv", "filters": 4 }""", """{ "kind": "batchNorm" }""", """{ "kind": "relu6" }"""));

    [Fact]
    public void Batch_normalisation_behind_an_activation_stands_alone() =>
        Assert.Equal("conv_1+relu_1 batchNorm_1", Stages("""{ "kind": "conv", "filters": 4 }""", """{ "kind": "relu" }""", """{ "kind": "batchNorm" }"""));

    [Fact]
    public void A_second_batch_normalisation_stands_alone_and_takes_the_activation() =>
        Assert.Equal("conv_1+batchNorm_1 batchNorm_2+relu_1", Stages("""{ "kind": "conv", "filters": 4 }""", """{ "kind": "batchNorm" }""", """{ "kind": "batchNorm" }""", """{ "kind": "relu" }"""));

    [Fact]
    public void A_second_activation_stands_alone() =>
        Assert.Equal("add_1+relu_1 relu6_1", Stages("""{ "kind": "add", "inputs": ["input", "input"] }""", """{ "kind": "relu" }""", """{ "kind": "relu6" }"""));

    [Fact]
    public void Pooling_takes_neither() =>
        Assert.Equal("maxPool_1 batchNorm_1+relu_1", Stages("""{ "kind": "maxPool" }""", """{ "kind": "batchNorm" }""", """{ "kind": "relu" }"""));

    [Fact]
    public void Dropout_vanishes() =>
        Assert.Equal("conv_1+dropout_1+relu_1", Stages("""{ "kind": "conv", "filters": 4 }""", """{ "kind": "dropout" }""", """{ "kind": "relu" }"""));

    [Fact]
    public void A_tensor_that_two_read_is_left_as_it_is() =>
        Assert.Equal("a relu_1 add_1", Stages("""{ "kind": "conv", "name": "a", "filters": 4 }""", """{ "kind": "relu" }""", """{ "kind": "add", "inputs": ["a", "relu_1"] }"""));

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

    private static string Stages(string first, params string[] layers) => Shown(FusionPass.Fuse(Passes.Graph(
        first.Contains("\"layers\"", StringComparison.Ordinal) ? first : Passes.Network(8, 8, 3, [first, .. layers]))));

    private static string Shown(FusedGraph fused) => string.Join(' ', fused.Stages.Select(stage => string.Join('+', stage.Folded.Prepend(stage.Name))));
}
