using MobileNetGen.Tool.Import;

namespace MobileNetGen.Tool.Formats.Onnx;

/// <summary>Graphs inside of nodes.</summary>
internal static class OnnxSubgraphs
{
    /// <summary>The tensors that a node reads, those of the graph around it that graphs inside of it read included.</summary>
    public static IEnumerable<string> Reads(NodeProto node) => node.Input
        .Concat(node.Attribute.Where(attribute => attribute.G is not null).SelectMany(attribute => Captured(attribute.G)))
        .Where(name => name.Length > 0);

    private static IEnumerable<string> Captured(GraphProto graph)
    {
        var own = graph.Node.SelectMany(node => node.Output)
            .Concat(graph.Initializer.Select(tensor => tensor.Name))
            .Concat(graph.Input.Select(input => input.Name))
            .ToHashSet(StringComparer.Ordinal);
        return graph.Node.SelectMany(Reads).Concat(graph.Output.Select(output => output.Name)).Where(name => !own.Contains(name));
    }
}
