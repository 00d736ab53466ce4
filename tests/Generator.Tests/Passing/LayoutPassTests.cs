using MobileNetGen.Generator.Fusion;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Tests.Harness;
using Xunit;

namespace MobileNetGen.Generator.Tests.Passing;

public sealed class LayoutPassTests
{
    private const string First = """{ "kind": "separable", "name": "first", "filters": 64 }""";
    private const string Second = """{ "kind": "separable", "name": "second", "filters": 64 }""";

    [Fact]
    public void A_map_between_two_separable_blocks_lies_in_panels() =>
        Assert.Equal("first_pw_relu", InPanels(First, Second));

    [Fact]
    public void A_map_that_fills_no_panels_does_not() =>
        Assert.Equal("", InPanels("""{ "kind": "separable", "name": "first", "filters": 40 }""", Second));

    [Fact]
    public void Nor_does_one_that_an_expansion_reads() =>
        Assert.Equal(
            "",
            InPanels(First, """{ "kind": "pointwise", "filters": 192 }""", """{ "kind": "depthwise" }""", """{ "kind": "pointwise", "filters": 64 }"""));

    [Fact]
    public void Nor_one_that_another_operation_reads_too() =>
        Assert.Equal("", InPanels(
            First,
            Second,
            """{ "kind": "globalAveragePool", "inputs": ["first"] }""",
            """{ "kind": "add", "inputs": ["second", "globalAveragePool_1"] }"""));

    [Fact]
    public void Nor_one_that_is_an_output() => Assert.Equal("", DisplayText(Passes.Graph(
        $$"""
        { "input": { "height": 16, "width": 16, "channels": 32 }, "layers": [ {{First}}, {{Second}} ],
          "outputs": [ { "layer": "first" }, { "layer": "second" } ] }
        """)));

    private static string InPanels(params string[] layers) => DisplayText(Passes.Graph(Passes.Network(16, 16, 32, layers)));

    private static string DisplayText(ShapedGraph graph)
    {
        var chosen = LayoutPass.Choose(BlockPass.Form(FusionPass.Fuse(graph))).Shaped;
        return string.Join(' ', chosen.Graph.Nodes.Where((_, node) => chosen.Types[node].Layout == TensorLayout.Panels).Select(node => node.Name));
    }
}
