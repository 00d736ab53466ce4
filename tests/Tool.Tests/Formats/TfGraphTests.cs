using System.Text;
using MobileNetGen.Tool.Formats.TensorFlowJs;
using MobileNetGen.Tool.Import;
using Xunit;

namespace MobileNetGen.Tool.Tests.Formats;

/// <summary>What a graph model of TensorFlow.js says is read, or refused by its name. The weights are the number 2 and a pair of ones.</summary>
public sealed class TfGraphTests
{
    private const string Image =
        """{"name": "x", "op": "Placeholder", "attr": {"dtype": {"type": "DT_FLOAT"}, "shape": {"shape": {"dim": [{"size": "-1"}, {"size": "2"}]}}}}""";
    private const string Pixels =
        """{"name": "x", "op": "Placeholder", "attr": {"dtype": {"type": "DT_INT32"}, "shape": {"shape": {"dim": [{"size": "1"}, {"size": "2"}]}}}}""";

    [Fact]
    public void TheSignatureDecidesWhichOutputsThereAreAndWhatTheyAreCalled()
    {
        var model = Import(
            """{"outputs": {"logits": {"name": "doubled:0"}, "features": {"name": "r"}}}""",
            Image,
            Node("Relu", "r", "x"),
            Node("Mul", "doubled", "r", "two"));
        Assert.Equal(["features", "logits"], model.Sketch.Graph.Outputs.Select(output => output.Name));
        Assert.Equal([[0, 3], [0, 6]], Imported.Answers(model, -2, 3));
    }

    [Fact]
    public void ASignatureOfWhatIsNotThereIsRefused() => Assert.Contains(
        "the signature names the output \"scores\"",
        Refusal("""{"outputs": {"scores": {"name": "scores"}}}""", Image, Node("Relu", "r", "x")),
        StringComparison.Ordinal);

    [Fact]
    public void WhatNoOutputDependsOnIsNotRead() => Assert.Equal(
        [[0, 3]],
        Imported.Answers(Import("""{"outputs": {"y": {"name": "r"}}}""", Image, Node("Relu", "r", "x"), Node("TopKV2", "top", "r")), -2, 3));

    [Theory]
    [InlineData("its extra is 3, which is not known", "extra", """{"i": "3"}""")]
    [InlineData("its is_training is true; false is accepted", "is_training", """{"b": true}""")]
    public void AnAttributeThatIsNotReadIsRefused(string expected, string attribute, string value)
    {
        string[] inputs = ["x", "pair", "pair", "pair", "pair"];
        Assert.Contains(expected, Refusal("{}", Image, Node("FusedBatchNormV3", "r", inputs, (attribute, value))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("is result 1 of an operator of which 1 are made", "x:1")]
    [InlineData("its input 2 is not read here", "x", "x")]
    public void AnInputThatIsNotReadIsRefused(string expected, params string[] inputs) =>
        Assert.Contains(expected, Refusal("{}", Image, Node("Relu", "r", inputs)), StringComparison.Ordinal);

    [Fact]
    public void TheTensorBeforeWhatIsNotReadIsOfferedAsAnEnd() =>
        Assert.Contains("can be had with --outputs r,", Refusal("{}", Image, Node("Relu", "r", "x"), Node("TopKV2", "top", "r")), StringComparison.Ordinal);

    /// <summary>A loop before, which makes an input of pixels, and one after.</summary>
    private static readonly string[] s_detector =
        [Image, Node("Enter", "loop", "x"), Node("Relu", "r", "loop"), Node("Mul", "doubled", "r", "two"), Node("Exit", "end", "doubled")];

    [Fact]
    public void APartBetweenLoopsIsRead() =>
        Assert.Equal([[0, 6]], Imported.Answers(Import(new ImportOptions(Shape: [1, 2], Cut: new ModelCut(["loop"], ["doubled:0"])), "{}", s_detector), -2, 3));

    [Theory]
    [InlineData("whose shape the file does not say; give --shape", "loop")]
    [InlineData("the first result of one operator is accepted", "loop:1")]
    [InlineData("the first result of one operator is accepted", "loop", "r")]
    [InlineData("--inputs names other, which the model does not have", "other")]
    public void AnInputInsideThatCannotBeIsRefused(string expected, params string[] inputs) => Assert.Contains(
        expected,
        Imported.Refusal(() => Import(new ImportOptions(Shape: inputs is ["loop"] ? null : [1, 2], Cut: new ModelCut(inputs, ["doubled"])), "{}", s_detector)),
        StringComparison.Ordinal);

    [Fact]
    public void AnOperatorsNameHasNoColon() =>
        Assert.Contains("an operator is called \"score:s\"", Refusal("{}", Image, Node("Relu", "score:s", "x")), StringComparison.Ordinal);

    [Fact]
    public void ALoopSaysWhichOptionsLeaveItOut() =>
        Assert.Contains("with --outputs, and with --inputs", Refusal("{}", s_detector), StringComparison.Ordinal);

    [Fact]
    public void ResultsOfAnOperatorAreToldApartByTheirNumbers() => Assert.Equal(
        [[3, -2]],
        Imported.Answers(Import(
            "{}",
            Image,
            Node("Unpack", "parts", ["x"], ("num", """{"i": "2"}"""), ("axis", """{"i": "1"}""")),
            Node("Pack", "y", ["parts:1", "parts"], ("N", """{"i": "2"}"""), ("axis", """{"i": "1"}"""))), -2, 3));

    [Fact]
    public void PartsStackedAlongAnotherAxisAreInTheModelsOrder() => Assert.Equal(
        [[-2, 2, 3, 3]],
        Imported.Answers(
            Import("{}", Image, Node("Abs", "a", "x"), Node("Pack", "y", ["x", "a"], ("N", """{"i": "2"}"""), ("axis", """{"i": "2"}"""))),
            -2,
            3));

    [Fact]
    public void AnOrderOfOperatorsChangesNoAnswer() =>
        Assert.Equal([[0, 3]], Imported.Answers(Import("{}", Image, Node("Relu", "r", "x", "^two")), -2, 3));

    [Theory]
    [InlineData("DT_INT32", "DT_FLOAT", null)]
    [InlineData("DT_FLOAT", "DT_INT32", "from Float32 to Int32 it changes numbers")]
    public void ACastIsReadWhereNoNumberChanges(string from, string to, string? refusal)
    {
        string[] nodes =
        [
            from == "DT_INT32" ? Pixels : Image,
            Node("Cast", "c", ["x"], ("SrcT", $$""" {"type": "{{from}}" } """), ("DstT", $$""" {"type": "{{to}}" } """)),
            Node("Mul", "y", "c", "two"),
        ];
        if (refusal is null)
        {
            Assert.Equal([[6, 8]], Imported.Answers(Import("{}", nodes), 3, 4));
        }
        else
        {
            Assert.Contains(refusal, Refusal("{}", nodes), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void IntegersThatTheNetworkComputesWithAreRefused() =>
        Assert.Contains("x\" is Int32; floats are accepted", Refusal("{}", Pixels, Node("Relu", "r", "x")), StringComparison.Ordinal);

    [Fact]
    public void ALoopIsCalledOne() => Assert.Contains(
        "Merge (m) is a loop or a branch",
        Refusal("{}", Image, Node("Merge", "m", "x", "n"), Node("NextIteration", "n", "m"), Node("Relu", "r", "m")),
        StringComparison.Ordinal);

    private static string Refusal(string signature, params string[] nodes) => Imported.Refusal(() => Import(signature, nodes));

    private static ImportedModel Import(string signature, params string[] nodes) => Import(new ImportOptions(), signature, nodes);

    private static ImportedModel Import(ImportOptions options, string signature, params string[] nodes)
    {
        const string Weights =
            """[{"paths": ["w"], "weights": [{"name": "two", "shape": [], "dtype": "float32"}, {"name": "pair", "shape": [2], "dtype": "float32"}]}]""";
        var topology = $$""" { "node": [{{string.Join(", ", nodes)}}, {"name": "two", "op": "Const"}, {"name": "pair", "op": "Const"}] } """;
        var model = $$""" { "signature": {{signature}}, "modelTopology": {{topology}}, "weightsManifest": {{Weights}} } """;
        return TfjsImporter.Import(Encoding.UTF8.GetBytes(model), options, _ => [.. new[] { 2f, 1f, 1f }.SelectMany(BitConverter.GetBytes)]);
    }

    private static string Node(string kind, string name, params string[] inputs) => Node(kind, name, inputs, ("T", """{"type": "DT_FLOAT"}"""));

    private static string Node(string kind, string name, string[] inputs, params (string Name, string Value)[] attributes)
    {
        var said = string.Join(", ", attributes.Select(attribute => $"\"{attribute.Name}\": {attribute.Value}"));
        return $$""" {"name": "{{name}}", "op": "{{kind}}", "input": [{{string.Join(", ", inputs.Select(input => $"\"{input}\""))}}], "attr": { """
            + $$"""{{said}} } } """;
    }
}
