using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Description;

/// <summary>The nodes made so far, and the tensors that the next one reads.</summary>
internal sealed class NodeChain(List<GraphNode> nodes)
{
    private readonly List<TensorType?> _types = [];
    private int[] _next = [];

    /// <summary>The tensor that was made last.</summary>
    public int Last => nodes.Count - 1;

    /// <summary>The tensor that the next node reads; the first of them if it reads several.</summary>
    public int Next => _next[0];

    public void StartFrom(params int[] inputs) => _next = inputs;

    public void Add(string name, Operation operation, string path)
    {
        _types.Add(Infer(operation, [.. _next.Select(TypeOf)]));
        nodes.Add(new GraphNode(name, operation, _next.ToEquatable(), path));
        _next = [Last];
    }

    /// <summary>A node that reads an earlier tensor and the one that the next node would read.</summary>
    public void Join(int earlier, string name, Operation operation, string path)
    {
        _next = [earlier, Next];
        Add(name, operation, path);
    }

    /// <summary>The shape of a tensor, for layers whose widths depend on what they read; null where it or a node before it cannot have one.</summary>
    public TensorType? TypeOf(int node) => _types[node];

    private static TensorType? Infer(Operation operation, IReadOnlyList<TensorType?> inputs)
    {
        var fits = inputs.All(input => input is not null) && inputs.Count >= operation.InputCount.Min && inputs.Count <= operation.InputCount.Max;
        return fits ? operation.InferShape([.. inputs.Select(input => input!)]).Type : null;
    }
}
