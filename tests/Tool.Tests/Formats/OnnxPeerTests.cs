using Google.Protobuf;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Tool.Formats.Onnx;
using MobileNetGen.Tool.Hosting;
using MobileNetGen.Tool.Tests.Models;
using MobileNetGen.Tool.Verification;
using Xunit;
using static MobileNetGen.Tool.Export.Nodes;

namespace MobileNetGen.Tool.Tests.Formats;

/// <summary>Operators between a convolution and an output give what ONNX Runtime gives.</summary>
public sealed class OnnxPeerTests
{
    private const int Channels = 6;
    private const double Tolerance = 1e-5;

    /// <summary>Nodes that make "y" of "x", a map of [1, 6, 5, 4], and constants that they read.</summary>
    private static readonly Dictionary<string, (NodeProto[] Nodes, TensorProto[] Constants)> s_models = new(StringComparer.Ordinal)
    {
        ["channels in another order"] = ([Node("Reshape", ["x", "s"], "a"), Node("Transpose", ["a"], "b", Integers("perm", 0, 2, 1, 3, 4)), Node("Reshape", ["b", "t"], "y")], [Longs("s", 1, 2, 3, 5, 4), Longs("t", 1, 6, 5, 4)]),
        ["rows and columns exchanged"] = ([Node("Transpose", ["x"], "y", Integers("perm", 0, 1, 3, 2))], []),
        ["channels last, cut by channels first"] = ([Node("Transpose", ["x"], "y", Integers("perm", 0, 2, 3, 1))], []),
        ["a part of the channels"] = ([Node("Slice", ["x", "b", "e", "a"], "y")], [Longs("b", 1), Longs("e", 5), Longs("a", 1)]),
        ["every second row, from the end"] = ([Node("Slice", ["x", "b", "e", "a", "s"], "y")], [Longs("b", -1), Longs("e", long.MinValue), Longs("a", 2), Longs("s", -2)]),
        ["channels backwards"] = ([Node("Gather", ["x", "i"], "y", Integer("axis", 1))], [Longs("i", 5, 4, 3, 2, 1, 0)]),
        ["the second part of a split"] = ([Split("x", ["p", "q"], 1), Node("Sub", ["q", "p"], "y")], []),
        ["a part of a transposed map"] = ([Node("Transpose", ["x"], "a", Integers("perm", 0, 3, 1, 2)), Node("Slice", ["a", "b", "e", "o"], "y")], [Longs("b", 2), Longs("e", 6), Longs("o", 2)]),
        ["a dense layer on channels last"] = ([Node("Transpose", ["x"], "a", Integers("perm", 0, 2, 3, 1)), Node("MatMul", ["a", "w"], "b"), Node("Transpose", ["b"], "y", Integers("perm", 0, 3, 1, 2))], [Floats("w", TinyOnnx.Numbers(Channels * 7), Channels, 7)]),
        ["a dense layer on columns"] = ([Node("MatMul", ["x", "w"], "y")], [Floats("w", TinyOnnx.Numbers(4 * 3), 4, 3)]),
        ["the mean of columns"] = ([Node("ReduceMean", ["x"], "y", Integers("axes", 3))], []),
        ["the mean of columns, then of rows"] = ([Node("ReduceMean", ["x"], "a", Integers("axes", 3), Integer("keepdims", 0)), Node("ReduceMean", ["a"], "y", Integers("axes", 2), Integer("keepdims", 0))], []),
        ["the mean of channels"] = ([Node("ReduceMean", ["x"], "y", Integers("axes", 1))], []),
        ["the largest of channels"] = ([Node("ReduceMax", ["x"], "y", Integers("axes", -3))], []),
        ["the sum of all"] = ([Node("ReduceSum", ["x", "a"], "y")], [Longs("a", 1, 2, 3)]),
        ["a gate for each pixel"] = ([Node("ReduceMax", ["x"], "g", Integers("axes", 1)), Node("Mul", ["x", "g"], "y")], []),
        ["a vector spread over a map"] = ([Node("GlobalMaxPool", ["x"], "g"), Node("Shape", ["x"], "s"), Node("Expand", ["g", "s"], "e"), Node("Add", ["x", "e"], "y")], []),
        ["the larger of two maps"] = ([Node("Neg", ["x"], "n"), Node("Max", ["n", "x"], "y")], []),
        ["a quotient of maps"] = ([Node("Sigmoid", ["x"], "s"), Node("Div", ["x", "s"], "y")], []),
        ["a sum of maps in two orders of memory"] = ([Node("Transpose", ["x"], "a", Integers("perm", 0, 1, 3, 2)), Node("Conv", ["a", "k"], "b"), Node("Transpose", ["b"], "c", Integers("perm", 0, 1, 3, 2)), Node("Add", ["x", "c"], "y")], [Floats("k", TinyOnnx.Numbers(Channels * Channels), Channels, Channels, 1, 1)]),
        ["absolute values"] = ([Node("Abs", ["x"], "y")], []),
        ["a softmax over rows"] = ([Node("Softmax", ["x"], "y", Integer("axis", 2))], []),
        ["a border of channels last"] = ([Node("Transpose", ["x"], "a", Integers("perm", 0, 2, 3, 1)), Node("Pad", ["a", "p"], "b"), Node("Transpose", ["b"], "y", Integers("perm", 0, 3, 1, 2))], [Longs("p", 0, 1, 0, 0, 0, 2, 3, 0)]),
        ["a border that cuts off"] = ([Node("Pad", ["x", "p"], "y")], [Longs("p", 0, 0, -1, 2, 0, 0, 1, -1)]),
        ["a vector for each column"] = ([Node("Mul", ["x", "m"], "a"), Node("ReduceMean", ["a"], "g", Integers("axes", 1, 2)), Node("Mul", ["x", "g"], "y")], [Floats("m", [0.5f])]),
        ["a wide cut-off"] = ([Node("Clip", ["x", "l", "h"], "y")], [Floats("l", [-65504]), Floats("h", [0.25f])]),
    };

    public static TheoryData<string> Models => [.. s_models.Keys];

    [Theory]
    [MemberData(nameof(Models))]
    public void It_gives_what_ONNX_Runtime_gives(string name)
    {
        var (nodes, constants) = s_models[name];
        var model = new ModelProto
        {
            IrVersion = 8,
            OpsetImport = { new OperatorSetIdProto { Version = 13 } },
            Graph = new GraphProto
            {
                Name = "peer",
                Input = { Value("image", 1, 3, 5, 4) },
                Output = { new ValueInfoProto { Name = "y", Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)OnnxType.Float } } } },
                Initializer = { Floats("w0", TinyOnnx.Numbers(Channels * 27), Channels, 3, 3, 3), constants },
                Node = { Node("Conv", ["image", "w0"], "x", Integers("pads", 1, 1, 1, 1)), nodes },
            },
        };
        var image = TinyOnnx.Numbers(60);
        var map = OnnxRuntimePeer.Run(model.ToByteArray(), [([1, 3, 5, 4], image)])[0];

        // Sums with different weights tell the order of elements.
        model.Graph.Initializer.Add(Floats("sums", TinyOnnx.Numbers(map.Length * 3), map.Length, 3));
        model.Graph.Initializer.Add(Longs("whole", 1, -1));
        model.Graph.Node.Add([Node("Reshape", ["y", "whole"], "flat"), Node("MatMul", ["flat", "sums"], "z")]);
        model.Graph.Output[0].Name = "z";
        var expected = OnnxRuntimePeer.Run(model.ToByteArray(), [([1, 3, 5, 4], image)])[0];
        Assert.All(expected.Zip(Run(model, image)), pair => Assert.Equal(pair.First, pair.Second, Tolerance * Math.Max(1, expected.Max(Math.Abs))));
    }

    private static float[] Run(ModelProto model, float[] image)
    {
        var network = Imported.Result(OnnxImporter.Import(model.ToByteArray(), null)).Network;
        using var weights = new MemoryStream();
        SafetensorsWriter.Write(weights, network.Tensors);
        using var loaded = VerifiedNetwork.Of("peer", network.Description, WeightSource.FromBytes(weights.ToArray()), inner: false);
        return loaded.Run([Layouts.ToNhwc(new TensorType(5, 4, 3), image)])[0].Value;
    }

    private static NodeProto Split(string input, string[] outputs, int axis)
    {
        var node = Node("Split", [input], outputs[0], Integer("axis", axis));
        node.Output.Add(outputs.Skip(1));
        return node;
    }
}
