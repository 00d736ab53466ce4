using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Description;

/// <summary>The nodes made so far, and the tensors that the next one reads.</summary>
/// <param name="nodes">Where nodes are added.</param>
/// <param name="integers">How operations compute that read or make integers; null where none does.</param>
internal sealed class NodeChain(List<GraphNode> nodes, IntegerForm? integers = null)
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
        var own = operation is Quantize || ReadsIntegers ? operation with { Integers = integers } : operation;
        _types.Add(Infer(own, [.. _next.Select(TypeOf)]));
        nodes.Add(new GraphNode(name, own, _next.ToEquatable(), path));
        _next = [Last];
    }

    /// <summary>True if the next node reads integers.</summary>
    public bool ReadsIntegers => _next.Any(input => TypeOf(input)?.IsInteger == true);

    /// <summary>Lets the integers of the last node end where an activation does.</summary>
    public void Clamp(Activation activation)
    {
        var (last, form) = (nodes[Last], nodes[Last].Operation.Integers!);
        nodes[Last] = last with { Operation = last.Operation with { Integers = form with { Clamp = activation } } };
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
