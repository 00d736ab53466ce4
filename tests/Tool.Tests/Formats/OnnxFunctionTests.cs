using Google.Protobuf;
using MobileNetGen.Tool.Formats.Onnx;
using MobileNetGen.Tool.Import;
using Xunit;
using static MobileNetGen.Tool.Export.Nodes;

namespace MobileNetGen.Tool.Tests.Formats;

/// <summary>Functions that a model defines are what their bodies say, whatever they are called.</summary>
public sealed class OnnxFunctionTests
{
    [Fact]
    public void A_function_is_its_body_with_the_attributes_of_the_call()
    {
        var expected = TinyOnnx.Model();
        expected.Graph.Node[1] = Node("LeakyRelu", ["conv"], "leaky", Number("alpha", 0.25));
        expected.Graph.Node.Insert(2, Node("Neg", ["leaky"], "relu6"));

        Imported.Same(Read(expected), Read(Calling("my", 13)));
    }

    [Fact]
    public void A_function_is_not_taken_for_an_operator_of_its_name()
    {
        var model = Calling("my", 13);
        model.Graph.Node[1].Domain = "other";
        Assert.Contains(Read(model).Sketch.Refusals, refusal => refusal.StartsWith("other.Relu (relu6) is not supported", StringComparison.Ordinal));
    }

    [Fact]
    public void A_function_of_another_operator_set_is_refused() =>
        Assert.Contains(Read(Calling("my", 12)).Sketch.Refusals, refusal => refusal.StartsWith("my.Relu (relu6) is not supported", StringComparison.Ordinal));

    /// <summary>The function has the name of an operator, calls another one, and leaves a value to the call.</summary>
    private static ModelProto Calling(string domain, int version)
    {
        var model = TinyOnnx.Model();
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = domain, Version = 1 });
        model.Graph.Node[1] = Node("Relu", ["conv"], "relu6", Number("slope", 0.25));
        model.Graph.Node[1].Domain = domain;
        var leaky = Node("LeakyRelu", ["x"], "inner");
        leaky.Attribute.Add(new AttributeProto { Name = "alpha", RefAttrName = "slope", Type = AttributeProto.Types.AttributeType.Float });
        var negative = Node("Minus", ["inner"], "y");
        negative.Domain = domain;
        model.Functions.Add(Function(domain, "Relu", version, leaky, negative));
        model.Functions.Add(Function(domain, "Minus", version, Node("Neg", ["x"], "y")));
        return model;
    }

    private static FunctionProto Function(string domain, string name, int version, params NodeProto[] nodes) => new()
    {
        Domain = domain,
        Name = name,
        Input = { "x" },
        Output = { "y" },
        Attribute = { "slope" },
        Node = { nodes },
        OpsetImport = { new OperatorSetIdProto { Version = version } },
    };

    private static ImportedModel Read(ModelProto model) => OnnxImporter.Import(model.ToByteArray(), null);
}
