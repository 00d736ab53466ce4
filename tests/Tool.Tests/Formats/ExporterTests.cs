using Google.Protobuf;
using MobileNetGen.Tool.Formats.Onnx;
using MobileNetGen.Tool.Import;
using Xunit;
using static MobileNetGen.Tool.Export.Nodes;

namespace MobileNetGen.Tool.Tests.Formats;

/// <summary>What exporters write in several operators, or in another way in each operator set, becomes the layers that were meant.</summary>
public sealed class ExporterTests
{
    private static readonly float[] s_scales = [2, 0.5f, -1, 4];
    private static readonly float[] s_shifts = [1, -2, 0.25f, 3];

    [Theory]
    [InlineData(7)]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(13)]
    [InlineData(22)]
    [InlineData(25)]
    public void Every_operator_set_is_the_same_network(int set)
    {
        var model = TinyOnnx.Model();
        model.OpsetImport[0].Version = set;
        if (set < 11)
        {
            model.Graph.Node[1] = Node("Clip", ["conv"], "relu6", Number("min", 0), Number("max", 6));
        }

        Imported.Same(Read(TinyOnnx.Model()), Read(model));
    }

    [Theory]
    [InlineData(6)]
    [InlineData(26)]
    public void Operator_sets_that_are_not_read_are_refused(int set)
    {
        var model = TinyOnnx.Model();
        model.OpsetImport[0].Version = set;
        Assert.Contains($"operator set {set}; 7 to 25 are accepted", Assert.Throws<ToolException>(() => Read(model)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_factor_and_a_summand_after_a_convolution_are_folded_into_it() => Folded(
        [Node("Mul", ["dw", "scale"], "scaled"), Node("Add", ["scaled", "shift"], "normal")],
        (weight, channel) => weight * s_scales[channel], channel => s_shifts[channel]);

    [Fact]
    public void A_difference_and_a_factor_after_a_convolution_are_folded_into_it() => Folded(
        [Node("Sub", ["dw", "shift"], "moved"), Node("Mul", ["moved", "scale"], "normal")],
        (weight, channel) => weight * s_scales[channel], channel => -s_shifts[channel] * s_scales[channel]);

    [Fact]
    public void Hard_swish_in_four_operators_is_an_activation() => Assert.Contains("\"activation\": \"hardSwish\"", Imported.Network(Read(After(
        Node("Add", ["dw", "three"], "moved"), Node("Clip", ["moved", "low", "high"], "cut"),
        Node("Mul", ["dw", "cut"], "product"), Node("Div", ["product", "high"], "normal")))).Layers, StringComparison.Ordinal);

    [Fact]
    public void A_border_before_a_convolution_is_its_padding()
    {
        var model = TinyOnnx.Model();
        model.Graph.Node.Insert(0, Node("Pad", ["image", "pads"], "padded"));
        model.Graph.Initializer.Add(Longs("pads", 0, 0, 0, 0, 0, 0, 1, 1));
        model.Graph.Node[1] = Node("Conv", ["padded", "conv.weight", "conv.bias"], "conv", Integers("strides", 2, 2), Integers("kernel_shape", 3, 3));
        Imported.Same(Read(TinyOnnx.Model()), Read(model));
    }

    /// <summary>What PyTorch writes for <c>x.view(x.size(0), -1)</c>.</summary>
    [Fact]
    public void Arithmetic_on_shapes_leaves_nothing_behind()
    {
        var model = TinyOnnx.Model();
        model.Graph.Node[5] = Node("Reshape", ["pool", "extents"], "flat");
        model.Graph.Node.Insert(5, Node("Concat", ["batch1", "rest"], "extents", Integer("axis", 0)));
        model.Graph.Node.Insert(5, Node("Unsqueeze", ["batch", "zero"], "batch1"));
        model.Graph.Node.Insert(5, Node("Gather", ["extent", "index"], "batch", Integer("axis", 0)));
        model.Graph.Node.Insert(5, Node("Shape", ["pool"], "extent"));
        model.Graph.Initializer.Add(new TensorProto { Name = "index", DataType = (int)OnnxType.Int64, Int64Data = { 0 } });
        model.Graph.Initializer.Add([Longs("zero", 0), Longs("rest", -1)]);
        Imported.Same(Read(TinyOnnx.Model()), Read(model));
    }

    [Fact]
    public void Identity_and_dropout_leave_nothing_after()
    {
        var model = TinyOnnx.Model();
        model.Graph.Node[6].Input[0] = "dropped";
        model.Graph.Node.Insert(6, Node("Dropout", ["same"], "dropped"));
        model.Graph.Node.Insert(6, Node("Identity", ["flat"], "same"));
        Imported.Same(Read(TinyOnnx.Model()), Read(model));
    }

    [Fact]
    public void Quantising_and_dequantising_nodes_are_the_real_numbers_and_the_activation_that_they_stand_for()
    {
        sbyte[] integers = [.. Enumerable.Range(0, 36).Select(index => (sbyte)((index * 7) - 120))];
        sbyte[] zeros = [1, 0, -2, 3];
        float[] steps = [2, 0.5f, 1, 4];
        var expected = TinyOnnx.Model();
        expected.Graph.Initializer[4] = Floats("dw.weight", [.. integers.Select((value, index) => (value - zeros[index / 9]) * steps[index / 9])], 4, 1, 3, 3);

        var model = TinyOnnx.Model();
        model.Graph.Initializer.RemoveAt(4);
        model.Graph.Initializer.Add(
        [
            TinyOnnx.SmallIntegers("dw.integers", OnnxType.Int8, integers, 4, 1, 3, 3),
            TinyOnnx.SmallIntegers("dw.zeros", OnnxType.Int8, zeros, 4), Floats("dw.steps", steps, 4),
            TinyOnnx.SmallIntegers("zero", OnnxType.UInt8, [0]), Floats("step", [6 / 255f]),
        ]);
        model.Graph.Node[1] = Node("QuantizeLinear", ["conv", "step", "zero"], "bytes");
        model.Graph.Node.Insert(2, Node("DequantizeLinear", ["bytes", "step", "zero"], "relu6"));
        model.Graph.Node.Insert(2, Node("DequantizeLinear", ["dw.integers", "dw.steps", "dw.zeros"], "dw.weight", Integer("axis", 0)));
        Imported.Same(Read(expected), Read(model));
    }

    /// <summary>The model with operators between its second convolution and the sum.</summary>
    private static ModelProto After(params NodeProto[] nodes)
    {
        var model = TinyOnnx.Model();
        model.Graph.Initializer.Add([Floats("scale", s_scales, 1, 4, 1, 1), Floats("shift", s_shifts, 1, 4, 1, 1), Floats("three", [3])]);
        model.Graph.Node[3].Input[1] = "normal";
        for (var index = 0; index < nodes.Length; index++)
        {
            model.Graph.Node.Insert(3 + index, nodes[index]);
        }

        return model;
    }

    private static void Folded(NodeProto[] nodes, Func<float, int, float> weight, Func<int, float> bias)
    {
        var expected = TinyOnnx.Model();
        expected.Graph.Node[2].Input.Add("dw.bias");
        expected.Graph.Initializer[4] = Floats("dw.weight", [.. TinyOnnx.Numbers(36).Select((value, index) => weight(value, index / 9))], 4, 1, 3, 3);
        expected.Graph.Initializer.Add(Floats("dw.bias", [.. Enumerable.Range(0, 4).Select(bias)], 4));
        Imported.Same(Read(expected), Read(After(nodes)));
    }

    private static ImportedModel Read(ModelProto model) => OnnxImporter.Import(model.ToByteArray(), null, dequantizes: true);
}
