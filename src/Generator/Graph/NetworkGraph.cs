using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Graph;

/// <summary>
/// A network as a directed acyclic graph. Nodes stand in an order in which every node follows its inputs;
/// a node's index also names the tensor that it makes. Network inputs are nodes of <see cref="Input"/>.
/// </summary>
internal sealed record NetworkGraph(string Name, EquatableArray<GraphNode> Nodes, EquatableArray<GraphOutput> Outputs)
{
    /// <inheritdoc cref="Description.NetworkDescription.WeightsHash"/>
    public string? WeightsHash { get; init; }

    public Precision Precision { get; init; }
}

/// <summary>One operation. <paramref name="Path"/> is where the description asks for it.</summary>
internal sealed record GraphNode(string Name, Operation Operation, EquatableArray<int> Inputs, string Path);

/// <summary>A named result of the network: the tensor that node <paramref name="Node"/> makes.</summary>
internal sealed record GraphOutput(string Name, int Node);

/// <summary>A graph and the type of every node's tensor.</summary>
internal sealed record ShapedGraph(NetworkGraph Graph, EquatableArray<TensorType> Types)
{
    public IReadOnlyList<TensorType> InputTypes(int node) => [.. Graph.Nodes[node].Inputs.Select(input => Types[input])];
}
