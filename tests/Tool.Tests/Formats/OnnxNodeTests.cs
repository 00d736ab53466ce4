using Google.Protobuf;
using MobileNetGen.Tool.Formats.Onnx;
using MobileNetGen.Tool.Import;
using Xunit;
using static MobileNetGen.Tool.Export.Nodes;

namespace MobileNetGen.Tool.Tests.Formats;

/// <summary>What a node says is read, or the model is refused; what no output depends on is not read at all.</summary>
public sealed class OnnxNodeTests
{
    [Fact]
    public void An_attribute_that_is_not_known_is_refused_by_name() =>
        Refused(model => model.Graph.Node[0].Attribute.Add(Integer("rounding", 1)), "Conv (conv): its rounding is 1, which is not known");

    [Fact]
    public void An_attribute_of_another_type_is_refused() =>
        Refused(model => model.Graph.Node[7] = Node("Softmax", ["logits"], "scores", Number("axis", 1)), "its axis is of the type FLOAT; INT is accepted");

    [Fact]
    public void An_attribute_that_is_said_twice_is_refused() =>
        Refused(model => model.Graph.Node[7].Attribute.Add(Integer("axis", 0)), "its axis is said twice");

    [Fact]
    public void An_input_more_than_the_operator_has_is_refused() =>
        Refused(model => model.Graph.Node[4].Input.Add("low"), "GlobalAveragePool (pool): it has 2 inputs; 1 are accepted");

    [Fact]
    public void An_attribute_of_an_earlier_operator_set_is_refused() =>
        Refused(model => model.Graph.Node[1] = Node("Clip", ["conv"], "relu6", Number("min", 0), Number("max", 6)), "Clip (relu6): its max is 6");

    [Fact]
    public void The_tensor_before_what_is_not_read_is_offered_as_an_end()
    {
        var model = TinyOnnx.Model();
        model.Graph.Node[7] = Node("ArgMax", ["logits"], "scores", Integer("axis", 1));
        Assert.Contains("can be had with --outputs logits,", Imported.Refusal(() => Read(model)), StringComparison.Ordinal);
    }

    [Fact]
    public void An_operator_of_a_later_operator_set_is_refused() =>
        Refused(
            model => model.Graph.Node[1] = Node("HardSwish", ["conv"], "relu6"),
            "HardSwish (relu6) is read in the operator sets 14 to 25; the model has 13");

    [Fact]
    public void A_second_output_is_refused_where_it_is_read()
    {
        ModelProto Pooled(string read)
        {
            var model = TinyOnnx.Model();
            model.Graph.Node[3].Input[1] = read;
            model.Graph.Node.Insert(3, Node("MaxPool", ["dw"], "most", Integers("kernel_shape", 1, 1)));
            model.Graph.Node[3].Output.Add("places");
            return model;
        }

        Assert.Empty(Read(Pooled("most")).Sketch.Refusals);
        Assert.Contains("the tensor \"places\" is output 2 of MaxPool (most), of which the first is computed", Read(Pooled("places")).Sketch.Refusals);
    }

    [Fact]
    public void What_no_output_depends_on_is_not_read()
    {
        var model = TinyOnnx.Model();
        model.Graph.Node.Insert(0, Node("StringSplit", ["words"], "word"));
        model.Graph.Initializer.Add(new TensorProto { Name = "words", DataType = (int)OnnxType.String });
        model.Graph.Output.Add(
            new ValueInfoProto { Name = "word", Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)OnnxType.String } } });
        model.Graph.Input.Add(Value("nobody", 1, 5, 5, 5, 5));
        Imported.Same(Read(TinyOnnx.Model()), Read(model));
        Assert.Contains("the output \"word\" is left out: it is of strings", Read(model).Notes);
        Assert.Contains("the model's input \"nobody\" is left out: no output depends on it", Read(model).Notes);
    }

    [Fact]
    public void A_part_of_a_model_is_read_by_the_names_of_its_tensors()
    {
        var whole = TinyOnnx.Model();
        whole.Graph.Node.Add(Node("NonMaxSuppression", ["scores"], "boxes"));
        whole.Graph.Node[0] = Node("DecodeJpeg", ["file"], "conv");
        whole.Graph.Output[0] = Value("boxes", 1, 5);
        whole.Graph.ValueInfo.Add(Value("conv", 1, 4, 4, 4));
        var part = TinyOnnx.Model();
        part.Graph.Node.RemoveAt(0);
        part.Graph.Input[0] = Value("conv", 1, 4, 4, 4);
        Imported.Same(Read(part), OnnxImporter.Import(whole.ToByteArray(), null, cut: new ModelCut(["conv"], ["scores"])));
    }

    [Fact]
    public void Nodes_in_any_order_are_the_same_network()
    {
        var model = TinyOnnx.Model();
        var nodes = model.Graph.Node.Reverse().ToList();
        model.Graph.Node.Clear();
        model.Graph.Node.Add(nodes);
        Imported.Same(Read(TinyOnnx.Model()), Read(model));
    }

    [Fact]
    public void A_tensor_that_is_made_twice_is_refused()
    {
        var model = TinyOnnx.Model();
        model.Graph.Node.Add(Node("Relu", ["conv"], "dw"));
        Assert.Contains(
            "the tensor \"dw\" is made by Relu (dw), and by another node",
            Assert.Throws<ToolException>(() => Read(model)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Nodes_of_one_kind_with_one_problem_are_one_sentence()
    {
        var model = TinyOnnx.Model();
        model.Graph.Node[7] = Node("Sum", ["e0", "e1", "e2", "e3", "e4"], "scores");
        model.Graph.Node.Add(Enumerable.Range(0, 5).Select(index => Node("Hardmax", ["logits"], $"e{index}")));
        Assert.Equal(["Hardmax (e0, e1, e2 and 2 more) is not supported"], Read(model).Sketch.Refusals);
    }

    private static void Refused(Action<ModelProto> change, string expected)
    {
        var model = TinyOnnx.Model();
        change(model);
        Assert.Contains(Read(model).Sketch.Refusals, refusal => refusal.Contains(expected, StringComparison.Ordinal));
    }

    private static ImportedModel Read(ModelProto model) => OnnxImporter.Import(model.ToByteArray(), null);
}
