using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Tests.Harness;
using Xunit;

namespace MobileNetGen.Generator.Tests.Passing;

public sealed class DescriptionReaderTests
{
    [Fact]
    public void The_class_names_a_network_that_does_not_name_itself()
    {
        Assert.Equal("Net", Passes.Describe(Passes.Network(1, 1, 1, """{ "kind": "relu" }""")).Name);
        Assert.Equal(
            "own",
            Passes.Describe("""{ "name": "own", "input": { "height": 1, "width": 1, "channels": 1 }, "layers": [ { "kind": "relu" } ] }""").Name);
    }

    [Fact]
    public void Inputs_without_a_name_are_called_input_or_by_their_number()
    {
        Assert.Equal(["input"], Passes.Describe(Passes.Network(1, 1, 1, """{ "kind": "relu" }""")).Inputs.Select(input => input.Name));
        Assert.Equal(["input_1", "b", "input_3"], Passes.Describe(
            """
            { "inputs": [ { "height": 1, "width": 1, "channels": 1 }, { "name": "b", "height": 1, "width": 1, "channels": 1 }, { "height": 1, "width": 1,
              "channels": 1 } ],
              "layers": [ { "kind": "relu" } ] }
            """).Inputs.Select(input => input.Name));
    }

    [Theory]
    [InlineData(32, 1, 32)]
    [InlineData(33, 1, 33)]
    [InlineData(32, 0.75, 24)]
    [InlineData(32, 0.25, 8)]
    [InlineData(3, 0.5, 8)]
    [InlineData(40, 0.35, 16)]
    [InlineData(24, 0.5, 16)]
    [InlineData(96, 0.35, 32)]
    [InlineData(320, 0.35, 112)]
    [InlineData(24, 1.4, 32)]
    [InlineData(17, 1.0000001, 16)]
    public void Width_rounds_to_a_multiple_of_8_as_the_papers_do(int filters, double width, int scaled) =>
        Assert.Equal(scaled, ChannelWidth.Scale(filters, width));

    [Fact]
    public void Width_never_goes_below_nine_tenths_of_the_exact_number()
    {
        for (var filters = 1; filters <= 1100; filters++)
        {
            foreach (var width in new[] { 0.1, 0.25, 0.35, 0.5, 0.75, 0.9, 1.1, 1.3, 1.4, 2 })
            {
                var scaled = ChannelWidth.Scale(filters, width);
                Assert.True(
                    scaled % 8 == 0 && scaled >= 8 && scaled >= 0.9 * filters * width && scaled < (filters * width) + 8 + 1e-9,
                    $"{filters} × {width} = {scaled}");
            }
        }
    }

    [Fact]
    public void Width_scales_convolutions_but_neither_dense_layers_nor_those_that_are_exempt()
    {
        var graph = Passes.Graph(
            """
            { "input": { "height": 8, "width": 8, "channels": 3 }, "width": 0.5,
              "layers": [
                { "kind": "conv", "filters": 32 }, { "kind": "separable", "filters": 64 }, { "kind": "pointwise", "filters": 10, "scaleWidth": false },
                { "kind": "globalAveragePool" }, { "kind": "dense", "units": 10 } ] }
            """);
        Assert.Equal([16, 32, 10], graph.Graph.Nodes.Select(node => node.Operation).OfType<Convolution>().Select(convolution => convolution.Filters));
        Assert.Equal(10, graph.Graph.Nodes.Select(node => node.Operation).OfType<Dense>().Single().Units);
    }

    [Fact]
    public void Repeat_adds_layers_of_stride_1_with_names_of_their_own()
    {
        var graph = Passes.Graph(Passes.Network(
            16, 16, 3,
            """{ "kind": "separable", "name": "block", "filters": 8, "stride": 2, "repeat": 3, "batchNorm": false, "activation": "none" }""",
            """{ "kind": "relu", "repeat": 2 }""",
            """{ "kind": "add", "inputs": ["block", "relu_2"] }"""));
        Assert.Equal(
            ["input", "block_1_dw", "block_1_pw", "block_2_dw", "block_2_pw", "block_3_dw", "block_3_pw", "relu_1", "relu_2", "add_1"],
            graph.Graph.Nodes.Select(node => node.Name));
        Assert.Equal(
            [2, 1, 1],
            graph.Graph.Nodes.Select(node => node.Operation).OfType<Depthwise>().Select(depthwise => depthwise.Window.Stride.Height));
        Assert.Equal("8×8×8", graph.Types[^1].DisplayText);
    }

    [Fact]
    public void A_generated_name_steps_aside_for_a_written_one() => Assert.Equal(
        ["input", "relu_2", "relu_1", "relu_3"],
        Passes.Graph(Passes.Network(1, 1, 1, """{ "kind": "relu" }""", """{ "kind": "relu", "name": "relu_1" }""", """{ "kind": "relu" }""")).Graph.Nodes
            .Select(node => node.Name));

    [Fact]
    public void Layers_may_stand_before_what_they_read() => Assert.Equal(
        ["input", "first", "second"],
        Passes.Graph(Passes.Network(
            1,
            1,
            1,
            """{ "kind": "relu", "name": "second", "inputs": ["first"] }""",
            """{ "kind": "relu", "name": "first", "inputs": ["input"] }"""))
            .Graph.Nodes.Select(node => node.Name));

    [Fact]
    public void Defaults_stand_after_what_a_layer_says()
    {
        var nodes = Passes.Graph(
            """
            { "input": { "height": 8, "width": 8, "channels": 3 },
              "defaults": { "padding": "valid", "batchNorm": true, "epsilon": 0.5, "activation": "relu6" },
              "layers": [
                { "kind": "conv", "name": "a", "filters": 4, "kernel": 3 },
                { "kind": "conv", "name": "b", "filters": 4, "kernel": 3, "padding": "same", "batchNorm": false, "activation": "none" },
                { "kind": "depthwise", "name": "c", "epsilon": 0.25, "bias": true } ] }
            """).Graph.Nodes;
        Assert.Equal(["input", "a", "a_bn", "a_relu6", "b", "c", "c_bn", "c_relu6"], nodes.Select(node => node.Name));
        Assert.Equal([0.5, 0.25], nodes.Select(node => node.Operation).OfType<BatchNorm>().Select(norm => norm.Epsilon));
        Assert.Equal([false, true], nodes.Select(node => node.Operation).OfType<Convolution>().Select(convolution => convolution.Bias));
        Assert.True(nodes.Select(node => node.Operation).OfType<Depthwise>().Single().Bias);
    }

    [Fact]
    public void A_separable_layer_has_batch_normalisation_and_relu_unless_told_otherwise() => Assert.Equal(
        ["input", "s_dw", "s_dw_bn", "s_dw_relu", "s_pw", "s_pw_bn", "s_pw_relu"],
        Passes.Graph(Passes.Network(4, 4, 3, """{ "kind": "separable", "name": "s", "filters": 8 }""")).Graph.Nodes.Select(node => node.Name));

    [Fact]
    public void Without_outputs_the_last_layer_written_is_the_output()
    {
        var graph = Passes.Graph(Passes.Network(1, 1, 1, """{ "kind": "relu", "name": "a" }""", """{ "kind": "relu6", "name": "b" }""")).Graph;
        Assert.Equal(("output", "b"), (graph.Outputs[0].Name, graph.Nodes[graph.Outputs[0].Node].Name));
    }
}
