using Google.Protobuf;
using MobileNetGen.Tool.Import;

namespace MobileNetGen.Tool.Formats.Onnx;

/// <summary>A model file, its functions put in place of their calls.</summary>
/// <param name="Proto">The file.</param>
/// <param name="Version">The operator set of ONNX itself, or 0 where the file names none.</param>
/// <param name="Nodes">The nodes.</param>
/// <param name="Graph">The nodes by what they make.</param>
internal sealed record OnnxModel(ModelProto Proto, long Version, IReadOnlyList<NodeProto> Nodes, OnnxGraph Graph)
{
    /// <exception cref="ToolException">The bytes are no ONNX model, or of a kind that is not read at all.</exception>
    public static OnnxModel Parse(byte[] file)
    {
        if (file.AsSpan() is [_, _, _, _, (byte)'O', (byte)'R', (byte)'T', (byte)'M', ..])
        {
            throw new ToolException("this is ONNX Runtime's own format (.ort), which is not read; import the ONNX model that it was made from.");
        }

        var proto = Read(file);
        if (proto.Graph is null)
        {
            throw new ToolException("this is no ONNX model: it has no graph.");
        }

        var version = proto.OpsetImport.Where(set => OnnxVersions.Domain(set.Domain) == OnnxOperator.Standard)
            .Select(set => set.Version)
            .DefaultIfEmpty(0)
            .Max();
        if (version is not 0 and (< OnnxVersions.Min or > OnnxVersions.Max))
        {
            throw new ToolException($"the model is written in ONNX' operator set {version}; {OnnxVersions.Min} to {OnnxVersions.Max} are accepted: "
                + "export it with one of them, as torch.onnx.export(…, opset_version=20) does.");
        }

        Limits.RequireOperators(proto.Graph.Node.Count);
        var nodes = OnnxFunctions.Inline(proto, version);
        var known = proto.Graph.Input.Select(input => input.Name)
            .Concat(proto.Graph.Initializer.Select(tensor => tensor.Name))
            .ToHashSet(StringComparer.Ordinal);
        return new OnnxModel(proto, version, nodes, new OnnxGraph(nodes, known));
    }

    /// <summary>The inputs that are no initializers, by name.</summary>
    public IReadOnlyList<string> OwnInputs
    {
        get
        {
            var constants = Proto.Graph.Initializer.Select(tensor => tensor.Name).ToHashSet(StringComparer.Ordinal);
            return [.. Proto.Graph.Input.Select(input => input.Name).Where(name => !constants.Contains(name))];
        }
    }

    /// <summary>True if the network can compute a tensor of this name, or take it.</summary>
    public bool Has(string tensor) => Graph.Maker(tensor) is not null || OwnInputs.Contains(tensor);

    /// <summary>What the file says of a tensor's type.</summary>
    public ValueInfoProto InfoOf(string tensor) =>
        Proto.Graph.Input.Concat(Proto.Graph.ValueInfo).Concat(Proto.Graph.Output).FirstOrDefault(info => info.Name == tensor)
        ?? new ValueInfoProto { Name = tensor, Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)OnnxType.Float } } };

    private static ModelProto Read(byte[] file)
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
}
