using Google.Protobuf;
using MobileNetGen.Tool.Formats.Onnx;
using MobileNetGen.Tool.Tests.Formats;
using static MobileNetGen.Tool.Export.Nodes;

namespace MobileNetGen.Tool.Tests.Hostile;

/// <summary>ONNX models that are well-formed, and made to keep their reader busy.</summary>
internal static class HostileOnnx
{
    private const int Many = 4000;

    public static byte[] ReadingItself() => Model([Node("Relu", ["b"], "a"), Node("Relu", ["a"], "b")], "b");

    public static byte[] WideInput() => Model([Node("Relu", ["image"], "a")], "a", input: [1, 3, 8192, 8192]);

    public static byte[] WideMargins() =>
        Model([Node("MaxPool", ["image"], "a", Integers("kernel_shape", 3, 3), Integers("pads", int.MaxValue, 0, int.MaxValue, 0))], "a");

    public static byte[] WideReshape() => Model([Node("Reshape", ["image", "shape"], "a")], "a", Longs("shape", 1 << 30, 1 << 30, 1 << 30));

    /// <summary>No elements, and an axis whose extents together are more than an integer holds.</summary>
    public static byte[] WideNothing() =>
        Model([Node("Concat", ["c", "c"], "d", Integer("axis", 1)), Node("Add", ["image", "d"], "a")], "a", Empty("c", 0, int.MaxValue));

    public static byte[] WideConstant() => Model([Node("ConstantOfShape", ["shape"], "c"), Node("Add", ["image", "c"], "a")], "a", Longs("shape", 4096, 4096));

    public static byte[] OuterSums() => Model(
        Together(index => Node("Add", ["row", "column"], $"s{index}")), "a",
        Floats("row", new float[4096], 1, 4096), Floats("column", new float[4096], 4096, 1));

    /// <summary>Axes, attributes and shapes of a million numbers, each named by many operators.</summary>
    public static byte[] LongLists() => Model(
        [.. Together(index => Node("Reshape", ["image", "long"], $"s{index}"), "b"), Node("Transpose", ["b"], "a", Integers("perm", new long[1 << 20]))],
        "a", Small("long", 1 << 20));

    public static byte[] ManyAxes() => Model([Node("Reshape", ["image", "c"], "a")], "a", Small("c", [.. Enumerable.Repeat(1, 100_000), 4]));

    /// <summary>Each operator would transpose the matrix, to find that it does not fit.</summary>
    public static byte[] OneMatrixForAll() => Model(Together(index => Node("MatMul", ["image", "w"], $"s{index}")), "a", Small("w", 1024, 1024));

    public static byte[] OneConstantJoined() =>
        Model([Node("Concat", [.. Enumerable.Repeat("w", Many)], "d", Integer("axis", 0)), Node("Add", ["image", "d"], "a")], "a", Small("w", 1024, 1024));

    public static byte[] OneName()
    {
        var graph = Chain(Many, "Sigmoid");
        foreach (var node in graph.Graph.Node)
        {
            node.Name = "same";
        }

        return graph.ToByteArray();
    }

    public static byte[] OneOutputOften()
    {
        var graph = Chain(1, "Relu");
        graph.Graph.Output.AddRange(Enumerable.Repeat(graph.Graph.Output[0], Many));
        return graph.ToByteArray();
    }

    public static byte[] ManyInputs()
    {
        var graph = Chain(Many, "Neg");
        graph.Graph.Input.AddRange(Enumerable.Range(0, Many).Select(index => Value($"i{index}", 1, 8)));
        return graph.ToByteArray();
    }

    public static byte[] ManyCuts() => Chain(Many, "Clip", [1, 8192, 1, 1], Number("min", 1), Number("max", 2)).ToByteArray();

    /// <summary>Cut-offs that all look for a factor and a summand before.</summary>
    public static byte[] ManyCutsOfOne() => Model(
        [
            .. Enumerable.Range(0, Many / 2).Select(index => Node("Mul", [index == 0 ? "image" : $"m{index - 1}", "two"], $"m{index}")),
            .. Enumerable.Range(0, Many / 2).Select(index => Node("Clip", [$"m{(Many / 2) - 1}"], $"c{index}", Number("min", 0), Number("max", 1))),
            .. Enumerable.Range(0, 90).Select(index => Node("Add", [index == 0 ? "c0" : $"a{index - 1}", $"c{index + 1}"], $"a{index}")),
        ],
        "a89", Floats("two", [1.0001f]));

    /// <summary>Numbers that could be folded into a large layer one after the other.</summary>
    public static byte[] ManyFactorsOfOneLayer() => Model(
        [Node("Conv", ["image", "w"], "m0"), .. Enumerable.Range(1, Many / 2).Select(index => Node("Mul", [$"m{index - 1}", "two"], $"m{index}"))],
        $"m{Many / 2}", [1, 512, 1, 1], Floats("two", [1.0001f]), Floats("w", new float[512 * 512], 512, 512, 1, 1));

    public static byte[] ManyLayers() => Chain(Many, "Sigmoid").ToByteArray();

    /// <summary>A graph in an operator's attribute, with an operator that has a graph, and so on.</summary>
    public static byte[] GraphsInGraphs()
    {
        var graph = Array.Empty<byte>();
        for (var depth = 0; depth < Many; depth++)
        {
            // The field 1 of a graph is a node, 5 of a node an attribute, 6 of an attribute a graph.
            graph = Field(1, Field(5, Field(6, graph)));
        }

        return Field(7, graph);
    }

    /// <summary>Many nodes, each of which makes one tensor of a sum: what nobody asks for is not read.</summary>
    private static IEnumerable<NodeProto> Together(Func<int, NodeProto> node, string sum = "a") =>
        [.. Enumerable.Range(0, Many).Select(node), Node("Sum", [.. Enumerable.Range(0, Many).Select(index => $"s{index}")], sum)];

    private static byte[] Field(int number, byte[] content)
    {
        using var bytes = new MemoryStream();
        using var output = new CodedOutputStream(bytes);
        output.WriteTag(number, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(ByteString.CopyFrom(content));
        output.Flush();
        return bytes.ToArray();
    }

    private static ModelProto Chain(int length, string kind, long[]? input = null, params AttributeProto[] attributes) => Graph(
        [.. Enumerable.Range(0, length).Select(index => Node(kind, [index == 0 ? "image" : $"n{index - 1}"], $"n{index}", attributes))],
        $"n{length - 1}", input);

    private static byte[] Model(IEnumerable<NodeProto> nodes, string output, params TensorProto[] constants) =>
        Graph(nodes, output, null, constants).ToByteArray();

    private static byte[] Model(IEnumerable<NodeProto> nodes, string output, long[] input, params TensorProto[] constants) =>
        Graph(nodes, output, input, constants).ToByteArray();

    private static ModelProto Graph(IEnumerable<NodeProto> nodes, string output, long[]? input, params TensorProto[] constants) => new()
    {
        IrVersion = 8,
        OpsetImport = { new OperatorSetIdProto { Version = 10 } },
        Graph =
            new GraphProto { Input = { Value("image", input ?? [1, 4, 8, 8]) }, Output = { Value(output, 1) }, Node = { nodes }, Initializer = { constants } },
    };

    private static TensorProto Empty(string name, params long[] dims) => new() { Name = name, DataType = (int)OnnxType.Float, Dims = { dims } };

    /// <summary>A byte for each element.</summary>
    private static TensorProto Small(string name, params int[] dims) =>
        TinyOnnx.SmallIntegers(
            name,
            OnnxType.Int8,
            new sbyte[dims.Aggregate(1, (product, extent) => product * extent)],
            [.. dims.Select(extent => (long)extent)]);
}
