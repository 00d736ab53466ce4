using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Description;

/// <summary>The nodes made so far, and the tensors that the next one reads.</summary>
internal sealed class NodeChain(List<GraphNode> nodes)
{
    private int[] _next = [];

    /// <summary>The tensor that was made last.</summary>
    public int Last => nodes.Count - 1;

    public void StartFrom(params int[] inputs) => _next = inputs;

    public void Add(string name, Operation operation, string path)
    {
        nodes.Add(new GraphNode(name, operation, _next.ToEquatable(), path));
        _next = [Last];
    }
}
