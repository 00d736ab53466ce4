using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
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
        Assert.Equal(nodes, KeptLayers.Of(choice).Of(s_graph, () => new HashSet<int> { 3 }).Order());

    [Theory]
    [InlineData("first:3", "the first 3 layers are to stay floats; 0 to 2 are accepted: the network has stem, classes.")]
    [InlineData("first:-1", "--keep-floats is \"first:-1\"; first:N with a whole number N is accepted, or none, auto, or names of layers.")]
    [InlineData("first:", "--keep-floats is \"first:\"; ")]
    [InlineData("stem,conv9", "\"conv9\" is to stay floats and is no convolution and no dense layer; some of stem, classes are accepted.")]
    [InlineData("bend", "\"bend\" is to stay floats and is no convolution")]
    [InlineData("Auto", "\"Auto\" is to stay floats and is no convolution")]
    public void What_names_no_layer_of_sums_is_refused(string choice, string error) =>
        Assert.Contains(
            error,
            Assert.Throws<ToolException>(() => KeptLayers.Of(choice).Of(s_graph, () => throw new InvalidOperationException())).Message,
            StringComparison.Ordinal);
}
