using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;
using MobileNetGen.Generator.Tests.Harness;
using Xunit;

namespace MobileNetGen.Generator.Tests.Passing;

/// <summary>Layer kinds that stand for several nodes.</summary>
public sealed class BottleneckTests
{
    [Fact]
    public void An_inverted_residual_expands_convolves_projects_and_adds() => Assert.Equal(
        ["input", "b_expand", "b_expand_bn", "b_expand_relu6", "b_dw", "b_dw_bn", "b_dw_relu6", "b_project", "b_project_bn", "b_add"],
        Names("8x8x16", """{ "kind": "invertedResidual", "name": "b", "filters": 16 }"""));

    [Theory]
    [InlineData(""" "filters": 24 """)]
    [InlineData(""" "filters": 16, "stride": 2 """)]
    [InlineData(""" "filters": 16, "residual": false """)]
    public void Nothing_is_added_where_shapes_differ_or_nobody_wants_it(string properties) =>
        Assert.DoesNotContain("b_add", Names("8x8x16", $$"""{ "kind": "invertedResidual", "name": "b", {{properties}} }"""));

    [Fact]
    public void A_stride_adds_nothing_even_where_one_pixel_stays_one_pixel() =>
        Assert.DoesNotContain("b_add", Names("1x1x16", """{ "kind": "invertedResidual", "name": "b", "filters": 16, "stride": 2 }"""));

    [Fact]
    public void An_expansion_of_1_has_no_layer() =>
        Assert.Equal("b_dw", Names("8x8x12", """{ "kind": "invertedResidual", "name": "b", "filters": 16, "expansion": 1 }""")[1]);

    [Fact]
    public void Squeeze_and_excite_stands_before_the_projection() => Assert.Equal(
        ["b_se_pool", "b_se_reduce", "b_se_reduce_relu", "b_se_expand", "b_se_expand_sigmoid", "b_se_scale", "b_project"],
        Names("8x8x16", """{ "kind": "invertedResidual", "name": "b", "filters": 24, "squeezeRatio": 0.25, "gate": "sigmoid" }""")
            .SkipWhile(name => name != "b_se_pool")
            .Take(7));

    [Theory]
    [InlineData(""" "squeezeRatio": 0.25 """, 24)]
    [InlineData("", 24)]
    [InlineData(""" "squeezeChannels": 5 """, 5)]
    public void Squeezed_channels_are_a_multiple_of_8_unless_they_are_written(string property, int expected) => Assert.Equal(
        [expected, 72],
        Filters("8x8x72", $$"""{ "kind": "squeezeExcite" {{(property == "" ? "" : ", " + property)}} }"""));

    [Fact]
    public void Repetitions_have_stride_1_and_add() => Assert.Equal(
        [2, 1, 1],
        Passes.Graph(Passes.Network(16, 16, 8, """{ "kind": "invertedResidual", "filters": 24, "stride": 2, "repeat": 3 }"""))
            .Graph.Nodes.Select(node => node.Operation).OfType<Depthwise>().Select(depthwise => depthwise.Window.Stride.Height));

    [Theory]
    [InlineData(3, 5, "dw_start expand dw_mid project")]
    [InlineData(0, 5, "expand dw_mid project")]
    [InlineData(3, 0, "dw_start expand project")]
    [InlineData(0, 0, "expand project")]
    public void A_universal_bottleneck_has_four_forms(int start, int middle, string layers) => Assert.Equal(
        layers.Split(' '),
        Names("8x8x16", $$"""{ "kind": "universalInvertedBottleneck", "name": "b", "filters": 16, "startKernel": {{start}}, "middleKernel": {{middle}} }""")
            .Select(name => name.Length > 2 ? name[2..] : name).Where(layers.Split(' ').Contains));

    [Theory]
    [InlineData(3, 5, "1 2")]
    [InlineData(3, 0, "2")]
    public void The_last_depthwise_convolution_of_a_universal_bottleneck_has_the_stride(int start, int middle, string strides) => Assert.Equal(
        strides,
        string.Join(' ', Passes.Graph(Passes.Network(
                8,
                8,
                16,
                $$"""{ "kind": "universalInvertedBottleneck", "filters": 16, "stride": 2, "startKernel": {{start}}, "middleKernel": {{middle}} }"""))
            .Graph.Nodes.Select(node => node.Operation).OfType<Depthwise>().Select(depthwise => depthwise.Window.Stride.Height)));

    [Fact]
    public void The_width_multiplier_scales_filters_and_written_expansions_and_no_factor() => Assert.Equal(
        [48, 16, 96, 8],
        Passes.Graph(
            """
            { "input": { "height": 8, "width": 8, "channels": 8 }, "width": 0.5,
              "layers": [ { "kind": "invertedResidual", "filters": 32 }, { "kind": "fusedInvertedBottleneck", "expanded": 192, "filters": 16 } ] }
            """).Graph.Nodes.Select(node => node.Operation).OfType<Convolution>().Select(convolution => convolution.Filters));

    /// <summary>Sandler et al., table 2, as a user would write it; the preset writes every layer under its reference's name.</summary>
    [Fact]
    public void MobileNetV2_written_in_bottlenecks_is_the_preset() => SameOperations(
        """{ "preset": "mobilenet-v2", "width": 0.75, "resolution": 96 }""",
        """
        { "input": { "height": 96, "width": 96, "channels": 3 }, "width": 0.75,
          "defaults": { "batchNorm": true, "activation": "relu6" },
          "layers": [
            { "kind": "conv", "filters": 32, "kernel": 3, "stride": 2 },
            { "kind": "invertedResidual", "filters": 16, "expansion": 1 },
            { "kind": "invertedResidual", "filters": 24, "stride": 2, "repeat": 2 },
            { "kind": "invertedResidual", "filters": 32, "stride": 2, "repeat": 3 },
            { "kind": "invertedResidual", "filters": 64, "stride": 2, "repeat": 4 },
            { "kind": "invertedResidual", "filters": 96, "repeat": 3 },
            { "kind": "invertedResidual", "filters": 160, "stride": 2, "repeat": 3 },
            { "kind": "invertedResidual", "filters": 320 },
            { "kind": "pointwise", "filters": 1280, "scaleWidth": false },
            { "kind": "globalAveragePool" },
            { "kind": "dense", "units": 1000, "activation": "softmax" } ] }
        """);

    private static void SameOperations(string left, string right)
    {
        var (first, second) = (Passes.Graph(left).Graph.Nodes, Passes.Graph(right).Graph.Nodes);
        Assert.Equal(first.Skip(1).Select(node => node.Operation), second.Skip(1).Select(node => node.Operation));
        Assert.Equal(first.Select(node => node.Inputs), second.Select(node => node.Inputs));
    }

    private static List<string> Names(string input, string layer) => [.. Graph(input, layer).Select(node => node.Name)];

    private static IEnumerable<int> Filters(string input, string layer) =>
        Graph(input, layer).Select(node => node.Operation).OfType<Convolution>().Select(convolution => convolution.Filters);

    private static EquatableArray<GraphNode> Graph(string input, string layer)
    {
        var extents = input.Split('x').Select(int.Parse).ToList();
        return Passes.Graph(Passes.Network(extents[0], extents[1], extents[2], layer)).Graph.Nodes;
    }
}
