using MobileNetGen.Tool.Formats.Onnx;
using static MobileNetGen.Tool.Export.Nodes;

namespace MobileNetGen.Tool.Tests.Formats;

/// <summary>Small models of operators between a convolution and an output.</summary>
internal static class OnnxPeerModels
{
    /// <summary>Channels of what each begins with.</summary>
    public const int Channels = 6;

    /// <summary>Nodes that make "y" of "x", a map of [1, 6, 5, 4], and constants that they read.</summary>
    public static readonly Dictionary<string, (NodeProto[] Nodes, TensorProto[] Constants)> All = new(StringComparer.Ordinal)
    {
        ["channels in another order"] = ([
            Node("Reshape", ["x", "s"], "a"),
            Node("Transpose", ["a"], "b", Integers("perm", 0, 2, 1, 3, 4)),
            Node("Reshape", ["b", "t"], "y"),
        ], [Longs("s", 1, 2, 3, 5, 4), Longs("t", 1, 6, 5, 4)]),
        ["rows and columns exchanged"] = ([Node("Transpose", ["x"], "y", Integers("perm", 0, 1, 3, 2))], []),
        ["channels last, cut by channels first"] = ([Node("Transpose", ["x"], "y", Integers("perm", 0, 2, 3, 1))], []),
        ["a part of the channels"] = ([Node("Slice", ["x", "b", "e", "a"], "y")], [Longs("b", 1), Longs("e", 5), Longs("a", 1)]),
        ["every second row, from the end"] = ([
            Node("Slice", ["x", "b", "e", "a", "s"], "y"),
        ], [Longs("b", -1), Longs("e", long.MinValue), Longs("a", 2), Longs("s", -2)]),
        ["channels backwards"] = ([Node("Gather", ["x", "i"], "y", Integer("axis", 1))], [Longs("i", 5, 4, 3, 2, 1, 0)]),
        ["the second part of a split"] = ([Split("x", ["p", "q"], 1), Node("Sub", ["q", "p"], "y")], []),
        ["a part of a transposed map"] = ([
            Node("Transpose", ["x"], "a", Integers("perm", 0, 3, 1, 2)),
            Node("Slice", ["a", "b", "e", "o"], "y"),
        ], [Longs("b", 2), Longs("e", 6), Longs("o", 2)]),
        ["a dense layer on channels last"] = ([
            Node("Transpose", ["x"], "a", Integers("perm", 0, 2, 3, 1)),
            Node("MatMul", ["a", "w"], "b"),
            Node("Transpose", ["b"], "y", Integers("perm", 0, 3, 1, 2)),
        ], [Floats("w", TinyOnnx.Numbers(Channels * 7), Channels, 7)]),
        ["a dense layer on columns"] = ([Node("MatMul", ["x", "w"], "y")], [Floats("w", TinyOnnx.Numbers(4 * 3), 4, 3)]),
        ["a sum by letters"] = ([Node("Einsum", ["x"], "y", Text("equation", "bchw -> bc"))], []),
        ["a dense layer by letters"] = ([Node("Einsum", ["x", "w"], "y", Text("equation", "bchw,oc->bohw"))], [Floats("w", TinyOnnx.Numbers(7 * 6), 7, 6)]),
        ["columns by letters"] = ([Node("Einsum", ["w", "x"], "y", Text("equation", "wv,nchw->nvch"))], [Floats("w", TinyOnnx.Numbers(4 * 3), 4, 3)]),
        ["the mean of columns"] = ([Node("ReduceMean", ["x"], "y", Integers("axes", 3))], []),
        ["the mean of columns, then of rows"] = ([
            Node("ReduceMean", ["x"], "a", Integers("axes", 3), Integer("keepdims", 0)),
            Node("ReduceMean", ["a"], "y", Integers("axes", 2), Integer("keepdims", 0)),
        ], []),
        ["the mean of channels"] = ([Node("ReduceMean", ["x"], "y", Integers("axes", 1))], []),
        ["the largest of channels"] = ([Node("ReduceMax", ["x"], "y", Integers("axes", -3))], []),
        ["the sum of all"] = ([Node("ReduceSum", ["x", "a"], "y")], [Longs("a", 1, 2, 3)]),
        ["a gate for each pixel"] = ([Node("ReduceMax", ["x"], "g", Integers("axes", 1)), Node("Mul", ["x", "g"], "y")], []),
        ["a vector spread over a map"] = ([
            Node("GlobalMaxPool", ["x"], "g"),
            Node("Shape", ["x"], "s"),
            Node("Expand", ["g", "s"], "e"),
            Node("Add", ["x", "e"], "y"),
        ], []),
        ["the larger of two maps"] = ([Node("Neg", ["x"], "n"), Node("Max", ["n", "x"], "y")], []),
        ["a quotient of maps"] = ([Node("Sigmoid", ["x"], "s"), Node("Div", ["x", "s"], "y")], []),
        ["a sum of maps in two orders of memory"] = ([
            Node("Transpose", ["x"], "a", Integers("perm", 0, 1, 3, 2)),
            Node("Conv", ["a", "k"], "b"),
            Node("Transpose", ["b"], "c", Integers("perm", 0, 1, 3, 2)),
            Node("Add", ["x", "c"], "y"),
        ], [Floats("k", TinyOnnx.Numbers(Channels * Channels), Channels, Channels, 1, 1)]),
        ["absolute values"] = ([Node("Abs", ["x"], "y")], []),
        ["a softmax over rows"] = ([Node("Softmax", ["x"], "y", Integer("axis", 2))], []),
        ["a border of channels last"] = ([
            Node("Transpose", ["x"], "a", Integers("perm", 0, 2, 3, 1)),
            Node("Pad", ["a", "p"], "b"),
            Node("Transpose", ["b"], "y", Integers("perm", 0, 3, 1, 2)),
        ], [Longs("p", 0, 1, 0, 0, 0, 2, 3, 0)]),
        ["a border that cuts off"] = ([Node("Pad", ["x", "p"], "y")], [Longs("p", 0, 0, -1, 2, 0, 0, 1, -1)]),
        ["a vector for each column"] = ([Node("Mul", ["x", "m"], "a"), Node("ReduceMean", ["a"], "g", Integers("axes", 1, 2)), Node("Mul", ["x", "g"], "y")], [
            Floats("m", [0.5f]),
        ]),
        ["a wide cut-off"] = ([Node("Clip", ["x", "l", "h"], "y")], [Floats("l", [-65504]), Floats("h", [0.25f])]),
        ["overlapping runs of rows"] = ([Node("Gather", ["x", "i"], "y", Integer("axis", 2))], [Longs2("i", [2, 3], 0, 1, 2, 2, 3, 4)]),
        ["overlapping runs of columns and rows"] = ([
            Node("Gather", ["x", "i"], "a", Integer("axis", 2)),
            Node("Gather", ["a", "i"], "b", Integer("axis", 4)),
            Node("Transpose", ["b"], "c", Integers("perm", 0, 1, 2, 4, 3, 5)),
            Node("Reshape", ["c", "t"], "y"),
        ], [Longs2("i", [2, 2], 0, 1, 2, 3), Longs("t", 1, 24, 4)]),
        ["places in no order"] = ([Node("Gather", ["x", "i"], "y", Integer("axis", 1))], [Longs("i", 3, 0, 5, 5, 1)]),
        ["coordinates beside channels"] = ([Node("Concat", ["x", "c"], "y", Integer("axis", 1))], [Floats("c", TinyOnnx.Numbers(2 * 20), 1, 2, 5, 4)]),
        ["a constant before rows"] = ([Node("Concat", ["c", "x"], "y", Integer("axis", 2))], [Floats("c", TinyOnnx.Numbers(6 * 4), 1, 6, 1, 4)]),
        ["maps side by side"] = ([Node("Neg", ["x"], "n"), Node("Concat", ["x", "n", "x"], "y", Integer("axis", 3))], []),
        ["a map beside its transposed one"] = ([
            Node("Slice", ["x", "b", "e", "a"], "q"),
            Node("Transpose", ["q"], "t", Integers("perm", 0, 1, 3, 2)),
            Node("Concat", ["q", "t"], "y", Integer("axis", 1)),
        ], [Longs("b", 0), Longs("e", 4), Longs("a", 2)]),
        ["positions that are added"] = ([Node("Add", ["p", "x"], "y")], [Floats("p", TinyOnnx.Numbers(6 * 20), 1, 6, 5, 4)]),
        ["a factor for each row"] = ([Node("Mul", ["x", "p"], "y")], [Floats("p", TinyOnnx.Numbers(5), 5, 1)]),
        ["a constant that is larger"] = ([Node("GlobalAveragePool", ["x"], "g"), Node("Sub", ["p", "g"], "y")], [Floats("p", TinyOnnx.Numbers(20), 5, 4)]),
        ["numbers over a map"] = ([Node("Exp", ["x"], "a"), Node("Div", ["p", "a"], "y")], [Floats("p", [2.5f])]),
        ["the larger of numbers and a map"] = ([Node("Max", ["x", "p"], "y")], [Floats("p", TinyOnnx.Numbers(4), 4)]),
        ["a norm"] = ([
            Node("ReduceL2", ["x"], "n", Integers("axes", 1)),
            Node("Shape", ["x"], "s"),
            Node("Expand", ["n", "s"], "e"),
            Node("Div", ["x", "e"], "y"),
        ], []),
        ["a norm of a vector"] = ([
            Node("GlobalAveragePool", ["x"], "g"),
            Node("Flatten", ["g"], "v"),
            Node("ReduceL2", ["v"], "n", Integers("axes", -1)),
            Node("Shape", ["v"], "s"),
            Node("Expand", ["n", "s"], "e"),
            Node("Div", ["v", "e"], "y"),
        ], []),
        ["other reductions"] = ([
            Node("ReduceL1", ["x"], "a", Integers("axes", 2)),
            Node("ReduceSumSquare", ["x"], "b", Integers("axes", 2)),
            Node("ReduceMin", ["x"], "c", Integers("axes", 2)),
            Node("Concat", ["a", "b", "c"], "y", Integer("axis", 2)),
        ], []),
        ["a normalised instance"] = ([
            Node("InstanceNormalization", ["x", "s", "b"], "y", Number("epsilon", 0.01)),
        ], [Floats("s", TinyOnnx.Numbers(6), 6), Floats("b", [1, 2, 3, 4, 5, 6], 6)]),
        ["groups that are normalised"] = ([
            Node("Reshape", ["x", "g"], "a"),
            Node("InstanceNormalization", ["a", "s", "b"], "c"),
            Node("Shape", ["x"], "w"),
            Node("Reshape", ["c", "w"], "d"),
            Node("Mul", ["d", "f"], "y"),
        ], [Longs("g", 1, 3, -1), Floats("s", [1, 1, 1], 3), Floats("b", [0, 0, 0], 3), Floats("f", TinyOnnx.Numbers(6), 6, 1, 1)]),
        ["layer normalisation of columns"] = ([
            Node("ReduceMean", ["x"], "m", Integers("axes", -1)),
            Node("Sub", ["x", "m"], "d"),
            Node("Pow", ["d", "two"], "q"),
            Node("ReduceMean", ["q"], "v", Integers("axes", -1)),
            Node("Add", ["v", "e"], "w"),
            Node("Sqrt", ["w"], "r"),
            Node("Div", ["d", "r"], "n"),
            Node("Mul", ["n", "g"], "y"),
        ], [Floats("two", [2]), Floats("e", [1e-3f]), Floats("g", TinyOnnx.Numbers(4), 4)]),
        ["the unit length along rows"] = ([Node("LpNormalization", ["x"], "y", Integer("axis", 2), Integer("p", 2))], []),
        ["shares of absolute values"] = ([Node("LpNormalization", ["x"], "y", Integer("axis", 1), Integer("p", 1))], []),
        ["logarithms of a softmax over rows"] = ([Node("LogSoftmax", ["x"], "y", Integer("axis", 2))], []),
        ["activations one after the other"] = ([
            Node("Elu", ["x"], "a", Number("alpha", 0.7)),
            Node("Celu", ["a"], "b", Number("alpha", 1.8)),
            Node("Selu", ["b"], "c"),
            Node("Softplus", ["c"], "d"),
            Node("Softsign", ["d"], "y"),
        ], []),
        ["GELU by the error function"] = ([
            Node("Div", ["x", "r"], "a"),
            Node("Erf", ["a"], "b"),
            Node("Add", ["b", "one"], "c"),
            Node("Mul", ["x", "c"], "d"),
            Node("Mul", ["d", "half"], "y"),
        ], [Floats("r", [1.4142135f]), Floats("one", [1]), Floats("half", [0.5f])]),
        ["a gate whose 3 is in the bias"] = ([
            Node("Conv", ["x", "k", "b"], "a"),
            Node("Clip", ["a", "l", "h"], "c"),
            Node("Mul", ["c", "s"], "g"),
            Node("Mul", ["x", "g"], "y"),
        ], [
            Floats("k", TinyOnnx.Numbers(Channels * Channels), Channels, Channels, 1, 1),
            Floats("b", [3, 3.5f, 2.9f, 3, 1, 4], 6),
            Floats("l", [0]),
            Floats("h", [6]),
            Floats("s", [1f / 6]),
        ]),
        ["slopes that differ from place to place"] = ([Node("PRelu", ["x", "s"], "y")], [Floats("s", TinyOnnx.Numbers(120), 6, 5, 4)]),
        ["a branch by what is known"] = ([
            Node("Shape", ["x"], "s"),
            Node("Gather", ["s", "i"], "d"),
            Node("Equal", ["d", "five"], "c"),
            Branched("c", Node("Relu", ["x"], "t"), Node("Softsign", ["x"], "e")),
            Node("Neg", ["b"], "y"),
        ], [Scalar("i", 2), Scalar("five", 5)]),
        ["powers and roots"] = ([
            Node("Abs", ["x"], "a"),
            Node("Pow", ["a", "p"], "b"),
            Node("Add", ["b", "p"], "c"),
            Node("Log", ["c"], "d"),
            Node("Reciprocal", ["c"], "e"),
            Node("Add", ["d", "e"], "y"),
        ], [Floats("p", [1.5f])]),
        ["a pool that reaches beyond the map"] = ([
            Node("MaxPool", ["x"], "y", Integers("kernel_shape", 2, 3), Integers("strides", 2, 2), Integer("ceil_mode", 1), Integers("pads", 0, 1, 0, 1)),
        ], []),
        ["a dilated pool"] = ([Node("MaxPool", ["x"], "y", Integers("kernel_shape", 2, 2), Integers("dilations", 2, 3))], []),
        ["a mean that reaches beyond padding that counts"] = ([Node(
            "AveragePool",
            ["x"],
            "y",
            Integers("kernel_shape", 3, 2),
            Integers("strides", 2, 3),
            Integer("ceil_mode", 1),
            Integers("pads", 1, 0, 1, 0),
            Integer("count_include_pad", 1))], []),
        ["a mean that reaches beyond padding that does not"] = ([
            Node("AveragePool", ["x"], "y", Integers("kernel_shape", 2, 2), Integers("strides", 2, 3), Integer("ceil_mode", 1)),
        ], []),
        ["a reflected border"] = ([Node("Pad", ["x", "p"], "y", Text("mode", "reflect"))], [Longs("p", 0, 0, 2, 1, 0, 0, 1, 3)]),
        ["a border of the edge"] = ([Node("Pad", ["x", "p"], "y", Text("mode", "edge"))], [Longs("p", 0, 0, 2, 1, 0, 0, 1, 3)]),
        ["blocks of pixels"] = ([
            Node("Concat", ["x", "x"], "a", Integer("axis", 1)),
            Node("DepthToSpace", ["a"], "y", Integer("blocksize", 2), Text("mode", "CRD")),
        ], []),
        ["pixels as channels"] = ([Node("Pad", ["x", "p"], "a"), Node("SpaceToDepth", ["a"], "y", Integer("blocksize", 2))], [
            Longs("p", 0, 0, 1, 0, 0, 0, 0, 0),
        ]),
        ["a map again and again"] = ([Node("Tile", ["x", "t"], "y")], [Longs("t", 1, 2, 1, 3)]),
        ["a focus with steps"] = ([
            Node("Slice", ["x", "b", "e", "a", "s"], "p"),
            Node("Slice", ["x", "c", "e", "a", "s"], "q"),
            Node("Concat", ["p", "q"], "y", Integer("axis", 1)),
        ], [Longs("b", 0, 0), Longs("c", 1, 1), Longs("e", 4, 4), Longs("a", 2, 3), Longs("s", 2, 2)]),
        ["a smaller map by cubics"] = ([
            Node("Resize", ["x", "", "", "size"], "y", Text("mode", "cubic"), Number("cubic_coeff_a", -0.5), Integer("exclude_outside", 1)),
        ], [Longs("size", 1, 6, 3, 7)]),
        ["coordinates that follow scales"] = ([
            Node("Resize", ["x", "", "c"], "y", Text("mode", "linear"), Text("coordinate_transformation_mode", "half_pixel")),
        ], [Floats("c", [1, 1, 1.3f, 1.7f], 4)]),
        ["nearest by scales, rounded up"] = ([
            Node("Resize", ["x", "", "c"], "y", Text("mode", "nearest"), Text("nearest_mode", "ceil"), Text("coordinate_transformation_mode", "asymmetric")),
        ], [Floats("c", [1, 1, 1.3f, 0.6f], 4)]),
        ["one pixel by PyTorch's halves"] = ([
            Node("Resize", ["x", "", "", "size"], "y", Text("mode", "linear"), Text("coordinate_transformation_mode", "pytorch_half_pixel")),
        ], [Longs("size", 1, 6, 1, 3)]),
    };

    private static TensorProto Scalar(string name, long value) => Longs2(name, [], value);

    /// <summary>"b", made by one node or another.</summary>
    private static NodeProto Branched(string condition, NodeProto then, NodeProto otherwise)
    {
        var node = Node("If", [condition], "b");
        foreach (var (name, inner) in new[] { ("then_branch", then), ("else_branch", otherwise) })
        {
            var type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)OnnxType.Float } };
            var body = new GraphProto { Name = name, Node = { inner }, Output = { new ValueInfoProto { Name = inner.Output[0], Type = type } } };
            node.Attribute.Add(new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Graph, G = body });
        }

        return node;
    }

    private static TensorProto Longs2(string name, long[] shape, params long[] values)
    {
        var tensor = Longs(name, values);
        tensor.Dims.Clear();
        tensor.Dims.Add(shape);
        return tensor;
    }

    private static NodeProto Split(string input, string[] outputs, int axis)
    {
        var node = Node("Split", [input], outputs[0], Integer("axis", axis));
        node.Output.Add(outputs.Skip(1));
        return node;
    }
}
