using Google.Protobuf;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Tool.Import;

namespace MobileNetGen.Tool.Formats.Onnx;

/// <summary>Reads an ONNX model, operator sets 7 to 22.</summary>
internal static class OnnxImporter
{
    private const int LeastOperatorSet = 7;
    private const int MostOperatorSet = 22;
    private static readonly string[] s_transparent = ["Add", "Sub", "Mul", "Div", "Cast", "Identity", "QuantizeLinear", "DequantizeLinear", "Pad", "Clip"];

    /// <param name="file">The file's bytes.</param>
    /// <param name="shape">The first input's extents in the model's own order, where the model leaves them open.</param>
    /// <exception cref="ToolException">The bytes are no ONNX model, or of a kind that is not read at all.</exception>
    public static ImportedModel Import(byte[] file, IReadOnlyList<int>? shape)
    {
        var model = Parse(file);
        var version = model.OpsetImport.Where(set => set.Domain is "" or "ai.onnx").Select(set => set.Version).DefaultIfEmpty(0).Max();
        if (model.Graph is null || version is < LeastOperatorSet or > MostOperatorSet)
        {
            throw new ToolException($"this is no ONNX model of the operator sets {LeastOperatorSet} to {MostOperatorSet}{(model.Graph is null ? "" : $": it has {version}")}.");
        }

        Limits.RequireOperators(model.Graph.Node.Count);
        var scope = new OnnxScope(new GraphSketch(file.Length), version);
        foreach (var tensor in model.Graph.Initializer)
        {
            scope.Add(tensor);
        }

        var notes = AddInputs(model.Graph, scope, shape);
        foreach (var node in model.Graph.Node)
        {
            Read(node, scope);
        }

        AddOutputs(model.Graph, scope);
        return new ImportedModel(scope.Sketch, $"ONNX, operator set {version}") { Notes = notes };
    }

    private static ModelProto Parse(byte[] file)
    {
        try
        {
            return ModelProto.Parser.ParseFrom(file);
        }
        catch (InvalidProtocolBufferException wrong)
        {
            throw new ToolException($"this is no ONNX model: {wrong.Message}");
        }
    }

    private static List<string> AddInputs(GraphProto graph, OnnxScope scope, IReadOnlyList<int>? shape)
    {
        var notes = new List<string>();
        var inputs = graph.Input.Where(input => !scope.Knows(input.Name)).ToList();
        Limits.RequirePorts(inputs.Count);
        var readers = graph.Node.SelectMany(node => node.Input.Select(name => (Name: name, Node: node))).GroupBy(read => read.Name).ToDictionary(reads => reads.Key, reads => reads.First().Node);
        foreach (var input in inputs)
        {
            var dims = input.Type?.TensorType?.Shape?.Dim.Select(dim => dim.DimValue).ToList() ?? [];
            IReadOnlyList<long> extents = shape is not null && notes.Count == 0
                ? [.. shape.Select(extent => (long)extent)]
                : [.. dims.Select((extent, axis) => axis == 0 && extent < 1 ? 1 : extent)];
            var order = extents.Count == 4 && IsTransposedFirst(readers, input.Name) ? AxisOrder.Nhwc : AxisOrder.Nchw;
            scope.Add(input.Name, Input(scope.Sketch, input.Name, extents, order));
            notes.Add($"the model's input \"{input.Name}\" is {(extents.Count == 4 ? order.ToString().ToUpperInvariant() : "a vector")} [{string.Join(", ", extents)}]; the network's is rows, columns, channels");
        }

        return notes;
    }

    private static Symbol Input(GraphSketch sketch, string name, IReadOnlyList<long> extents, AxisOrder order)
    {
        if (extents.Any(extent => extent is < 1 or > 8192) || extents.Count is not (2 or 4) || extents[0] != 1)
        {
            throw new ToolException($"the input \"{name}\" is [{string.Join(", ", extents.Select(extent => extent < 1 ? "?" : $"{extent}"))}]; a batch of one map or vector of known extents is accepted: say them with --shape, as in --shape 1x3x224x224.");
        }

        return Views.OfInput(sketch, name, [.. extents.Select(extent => (int)extent)], order);
    }

    /// <summary>True if the input is brought from NHWC to NCHW before anything that depends on the order.</summary>
    private static bool IsTransposedFirst(Dictionary<string, NodeProto> readers, string name)
    {
        for (var steps = 0; steps <= Limits.MostOperators && readers.TryGetValue(name, out var reader); steps++)
        {
            if (reader.OpType == "Transpose")
            {
                return reader.Attribute.Any(attribute => attribute.Name == "perm" && attribute.Ints.SequenceEqual([0, 3, 1, 2]));
            }

            if (!s_transparent.Contains(reader.OpType) || reader.Output.Count == 0)
            {
                return false;
            }

            name = reader.Output[0];
        }

        return false;
    }

    private static void Read(NodeProto proto, OnnxScope scope)
    {
        var node = new OnnxNode(proto, scope);
        Value? result = null;
        if (!OnnxOperators.All.TryGetValue(proto.OpType, out var read))
        {
            scope.Sketch.Refuse($"{proto.OpType} ({node.Name}) is not supported");
        }
        else if (!proto.Input.Any(scope.IsLost))
        {
            result = scope.Sketch.Attempt($"{proto.OpType} ({node.Name})", () => read(node));
        }

        foreach (var output in proto.Output.Where(output => output.Length > 0))
        {
            scope.Add(output, output == proto.Output[0] ? result : null);
        }
    }

    private static void AddOutputs(GraphProto graph, OnnxScope scope)
    {
        foreach (var output in graph.Output)
        {
            switch (scope.Find(output.Name))
            {
                case Symbol tensor:
                    scope.Sketch.AddOutput(output.Name, tensor);
                    break;
                case null when scope.IsLost(output.Name):
                    break;
                default:
                    scope.Sketch.Refuse($"the output \"{output.Name}\" is not computed from an input");
                    break;
            }
        }

        if (graph.Output.Count == 0)
        {
            scope.Sketch.Refuse("the model has no output");
        }
    }
}
