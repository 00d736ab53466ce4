using MobileNetGen.Tool.Import;

namespace MobileNetGen.Tool.Formats.Onnx;

/// <summary>The nodes of a graph by the tensors that they make.</summary>
internal sealed class OnnxGraph
{
    private readonly IReadOnlyList<NodeProto> _nodes;
    private readonly Dictionary<string, int> _makers = new(StringComparer.Ordinal);

    /// <param name="nodes">The nodes.</param>
    /// <param name="known">Tensors that are there before any node runs.</param>
    /// <exception cref="ToolException">A tensor is made twice.</exception>
    public OnnxGraph(IReadOnlyList<NodeProto> nodes, IReadOnlySet<string> known)
    {
        _nodes = nodes;
        foreach (var (node, index) in nodes.Select((node, index) => (node, index)))
        {
            foreach (var output in node.Output.Where(output => output.Length > 0))
            {
                if (known.Contains(output) || !_makers.TryAdd(output, index))
                {
                    throw new ToolException($"the tensor \"{output}\" is made by {OnnxNode.DisplayText(node)}, "
                        + "and by another node or as an input or initializer too; one maker of each tensor is accepted.");
                }
            }
        }
    }

    /// <summary>The node that makes a tensor, or null.</summary>
    public NodeProto? Maker(string tensor) => _makers.TryGetValue(tensor, out var index) ? _nodes[index] : null;

    /// <summary>The nodes that tensors depend on, each after those that it reads: in the file's order where that is one.</summary>
    /// <param name="tensors">What is wanted.</param>
    /// <param name="given">Tensors that are there although a node makes them.</param>
    /// <exception cref="ToolException">Nodes read each other.</exception>
    public IReadOnlyList<NodeProto> Needed(IEnumerable<string> tensors, IReadOnlyCollection<string> given)
    {
        var order = new List<int>();
        var state = new State[_nodes.Count];
        int[] Makers(IEnumerable<string> names) => [.. names.Where(name => !given.Contains(name))
            .Select(name => _makers.GetValueOrDefault(name, -1))
            .Where(index => index >= 0)];
        int[] Sources(int index) => Makers(OnnxSubgraphs.Reads(_nodes[index]));
        foreach (var maker in Makers(tensors))
        {
            Visit(maker, Sources, state, order);
        }

        var sorted = order.Order().ToList();
        var isInOrder = sorted.TrueForAll(index => Sources(index).All(source => source < index));
        return [.. (isInOrder ? sorted : order).Select(index => _nodes[index])];
    }

    /// <summary>Depth first, without recursion: files can be deep.</summary>
    private void Visit(int root, Func<int, int[]> sources, State[] state, List<int> order)
    {
        var path = new Stack<int>([root]);
        while (path.TryPeek(out var index))
        {
            if (state[index] == State.Unseen)
            {
                state[index] = State.Open;
                foreach (var source in sources(index).Reverse().Where(source => state[source] != State.Done))
                {
                    if (state[source] == State.Open)
                    {
                        throw new ToolException($"{OnnxNode.DisplayText(_nodes[index])} and {OnnxNode.DisplayText(_nodes[source])} read each other; "
                            + "a graph without circles is accepted.");
                    }

                    path.Push(source);
                }

                continue;
            }

            path.Pop();
            if (state[index] == State.Open)
            {
                state[index] = State.Done;
                order.Add(index);
            }
        }
    }

    private enum State
    {
        Unseen,
        Open,
        Done,
    }
}
