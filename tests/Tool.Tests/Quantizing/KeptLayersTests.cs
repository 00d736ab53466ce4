using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Quantizing;
using Xunit;

namespace MobileNetGen.Tool.Tests.Quantizing;

/// <summary>Which layers stay floats is said by number, by name, or found.</summary>
public sealed class KeptLayersTests
{
    private static readonly ImportGraph s_graph = new(
        [
            new("input", new Input(new TensorType(1, 1, 4), null), [], new TensorType(1, 1, 4), ImportNode.NoTensors),
            new("stem", new Dense(2, Bias: true), [0], new TensorType(1, 1, 2), ImportNode.NoTensors),
            new("bend", new Activate(Activation.Relu), [1], new TensorType(1, 1, 2), ImportNode.NoTensors),
            new("classes", new Dense(3, Bias: true), [2], new TensorType(1, 1, 3), ImportNode.NoTensors),
        ],
        [new ImportOutput("output", 3)]);

    [Theory]
    [InlineData("none")]
    [InlineData("auto", 3)]
    [InlineData("first:0")]
    [InlineData("first:1", 1)]
    [InlineData("first:2", 1, 3)]
    [InlineData("classes", 3)]
    [InlineData(" classes , stem ", 1, 3)]
    public void Layers_of_sums_are_chosen(string choice, params int[] nodes) =>
        Assert.Equal(nodes, KeptLayers.Of(s_graph, choice, () => new HashSet<int> { 3 }).Order());

    [Theory]
    [InlineData("first:3", "first:0 to first:2 are accepted")]
    [InlineData("first:-1", "first:0 to first:2 are accepted")]
    [InlineData("first:", "first:0 to first:2 are accepted")]
    [InlineData("stem,conv9", "names \"conv9\"; none, auto and first:N are accepted, or some of stem, classes")]
    [InlineData("bend", "names \"bend\"; ")]
    [InlineData("Auto", "names \"Auto\"; ")]
    public void What_names_no_layer_of_sums_is_refused(string choice, string error) =>
        Assert.Contains(
            error,
            Assert.Throws<ToolException>(() => KeptLayers.Of(s_graph, choice, () => throw new InvalidOperationException())).Message,
            StringComparison.Ordinal);
}
