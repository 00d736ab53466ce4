using Google.Protobuf;
using MobileNetGen.Tool.Formats.Onnx;
using MobileNetGen.Tool.Import;
using Xunit;
using static MobileNetGen.Tool.Export.Nodes;

namespace MobileNetGen.Tool.Tests.Formats;

/// <summary>Integers of ONNX models are the real numbers that they stand for, cut off where the integers end, whatever says their type.</summary>
public sealed class OnnxQuantisedTests
{
    private const float Step = 0.0625f;

    public static TheoryData<string> Zeros => ["Constant", "Identity", "Cast", "output_dtype", "initializer"];

    [Theory]
    [MemberData(nameof(Zeros))]
    public void The_type_of_a_zero_point_is_known_wherever_it_comes_from(string origin)
    {
        var model = TinyOnnx.Model();
        model.OpsetImport[0].Version = 21;
        model.Graph.Initializer.Add([
            Floats("step", [Step]),
            TinyOnnx.SmallIntegers("raw", OnnxType.Int8, [0]),
            new TensorProto { Name = "wide", DataType = (int)OnnxType.Int64, Int64Data = { 0 } },
        ]);
        model.Graph.Node[3].Input[1] = "real";
        NodeProto[] made = origin switch
        {
            "Constant" => [Node(
                "Constant",
                [],
                "zero",
                new AttributeProto { Name = "value", Type = AttributeProto.Types.AttributeType.Tensor, T = TinyOnnx.SmallIntegers("", OnnxType.Int8, [0]) })],
            "Identity" => [Node("Identity", ["raw"], "zero")],
            "Cast" => [Node("Cast", ["wide"], "zero", Integer("to", (int)OnnxType.Int8))],
            _ => [],
        };
        string[] zero = origin switch { "output_dtype" => [], "initializer" => ["raw"], _ => ["zero"] };
        AttributeProto[] type = origin == "output_dtype" ? [Integer("output_dtype", (int)OnnxType.Int8)] : [];
        Insert(model, [.. made, Node("QuantizeLinear", ["dw", "step", .. zero], "bytes", type), Node("DequantizeLinear", ["bytes", "step", .. zero], "real")]);

        Imported.Same(Read(Clipped("bytes", -128 * Step, 127 * Step)), Read(model));
    }

    [Fact]
    public void A_cut_off_of_integers_is_one_of_what_they_stand_for() =>
        Imported.Same(
            Read(Clipped("moved", -3 * Step, 7 * Step)),
            Read(Between(Node("Clip", ["bytes", "least", "most"], "moved"), ("least", -5), ("most", 5))));

    [Fact]
    public void The_larger_of_integers_and_their_zero_point_is_a_ReLU() =>
        Imported.Same(Read(Clipped("moved", 0, 129 * Step)), Read(Between(Node("Max", ["bytes", "zero"], "moved"))));

    [Fact]
    public void Arithmetic_on_integers_is_refused() =>
        Assert.Contains(
            Read(Between(Node("Add", ["bytes", "zero"], "moved"))).Sketch.Refusals,
            refusal => refusal.StartsWith("Add (moved): its input 1 (A), \"bytes\", is of Int8", StringComparison.Ordinal));

    [Fact]
    public void Integers_of_other_steps_are_other_real_numbers()
    {
        var model = Between(Node("Identity", ["bytes"], "moved"));
        model.Graph.Node.Single(node => node.OpType == "DequantizeLinear").Input[1] = "other";
        model.Graph.Initializer.Add(Floats("other", [4 * Step]));
        var expected = Clipped("bytes", -126 * Step, 129 * Step);
        expected.Graph.Node[4].Input[1] = "real";
        expected.Graph.Node.Insert(4, Node("Mul", ["bytes", "four"], "real"));
        expected.Graph.Initializer.Add(Floats("four", [4]));
        Imported.Same(Read(expected), Read(model));
    }

    [Fact]
    public void Integers_of_an_input_are_its_numbers()
    {
        var model = TinyOnnx.Model();
        model.Graph.Input[0].Type.TensorType.ElemType = (int)OnnxType.UInt8;
        model.Graph.Node[0].Input[0] = "pixels";
        model.Graph.Node.Insert(0, Node("DequantizeLinear", ["image", "step", "middle"], "pixels"));
        model.Graph.Initializer.Add([Floats("step", [Step]), TinyOnnx.SmallIntegers("middle", OnnxType.UInt8, [100])]);
        var expected = TinyOnnx.Model();
        expected.Graph.Node[0].Input[0] = "pixels";
        expected.Graph.Node.Insert(0, Node("Sub", ["image", "hundred"], "moved"));
        expected.Graph.Node.Insert(1, Node("Mul", ["moved", "step"], "pixels"));
        expected.Graph.Initializer.Add([Floats("step", [Step]), Floats("hundred", [100])]);
        Imported.Same(Read(expected), Read(model));
        Assert.Contains("images become \"image\" byte by byte, since it takes bytes", Read(model).Notes);
    }

    [Fact]
    public void Integers_of_an_output_are_real_numbers_of_their_value()
    {
        var model = TinyOnnx.Model();
        model.Graph.Output[0] = Value("bytes", 1, 5);
        model.Graph.Node.Add(Node("QuantizeLinear", ["scores", "step", "middle"], "bytes"));
        model.Graph.Initializer.Add([Floats("step", [1 / 256f]), TinyOnnx.SmallIntegers("middle", OnnxType.UInt8, [10])]);
        var (real, integers) = (Imported.Scores(Read(TinyOnnx.Model())), Imported.Scores(Read(model)));
        Assert.All(real.Zip(integers), pair => Assert.Equal(Math.Clamp((pair.First * 256) + 10, 0, 255), pair.Second, 1e-3));
    }

    [Fact]
    public void A_cast_that_cuts_off_fractions_is_refused()
    {
        var model = TinyOnnx.Model();
        model.Graph.Node[3].Input[1] = "real";
        Insert(model, Node("Cast", ["dw"], "whole", Integer("to", (int)OnnxType.Int32)), Node("Cast", ["whole"], "real", Integer("to", (int)OnnxType.Float)));
        Assert.Contains(Read(model).Sketch.Refusals, refusal => refusal.StartsWith("Cast (whole): it makes Int32 of Float32", StringComparison.Ordinal));
    }

    [Fact]
    public void Integers_that_are_known_are_divided_as_integers()
    {
        var model = TinyOnnx.Model();
        model.Graph.Node[5] = Node("Reshape", ["pool", "shape"], "flat");
        model.Graph.Node.Insert(5, Node("Div", ["nine", "two"], "shape"));
        model.Graph.Initializer.Add([Longs("nine", 3, 9), Longs("two", 2, 2)]);
        Imported.Same(Read(TinyOnnx.Model()), Read(model));
    }

    /// <summary>The model with a cut-off after its second convolution.</summary>
    private static ModelProto Clipped(string name, double low, double high)
    {
        var model = TinyOnnx.Model();
        model.Graph.Node[3].Input[1] = name;
        model.Graph.Initializer.Add([Floats("least", [(float)low]), Floats("most", [(float)high])]);
        Insert(model, Node("Clip", ["dw", "least", "most"], name));
        return model;
    }

    /// <summary>The model with an operator on integers after its second convolution: int8 with the zero point −2.</summary>
    private static ModelProto Between(NodeProto node, params (string Name, sbyte Value)[] numbers)
    {
        var model = TinyOnnx.Model();
        model.Graph.Node[3].Input[1] = "real";
        model.Graph.Initializer.Add([
            Floats("step", [Step]),
            TinyOnnx.SmallIntegers("zero", OnnxType.Int8, [-2]),
            .. numbers.Select(number => TinyOnnx.SmallIntegers(number.Name, OnnxType.Int8, [number.Value])),
        ]);
        Insert(model, Node("QuantizeLinear", ["dw", "step", "zero"], "bytes"), node, Node("DequantizeLinear", ["moved", "step", "zero"], "real"));
        return model;
    }

    /// <summary>Nodes after the second convolution.</summary>
    private static void Insert(ModelProto model, params NodeProto[] nodes)
    {
        for (var index = 0; index < nodes.Length; index++)
        {
            model.Graph.Node.Insert(3 + index, nodes[index]);
        }
    }

    private static ImportedModel Read(ModelProto model) => OnnxImporter.Import(model.ToByteArray(), null, dequantizes: true);
}
