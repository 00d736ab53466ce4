namespace MobileNetGen.Networks.Passes;

/// <summary>A graph that is rewritten from its inputs to its outputs, node by node.</summary>
internal sealed class Sweep
{
    private readonly List<ImportNode> _nodes = [];
    private readonly List<int> _uses = [];
    private int _usesOfCurrent;

    private Sweep()
    {
    }

    /// <param name="graph">What is rewritten; it stays as it is.</param>
    /// <param name="rule">Gives the index of the node that stands for a node, whose inputs are those of the new graph; or null to keep it.</param>
    public static ImportGraph Over(ImportGraph graph, Func<Sweep, ImportNode, int?> rule)
    {
        var sweep = new Sweep();
        var uses = graph.Uses();
        var places = new int[graph.Nodes.Count];
        for (var index = 0; index < places.Length; index++)
        {
            sweep._usesOfCurrent = uses[index];
            var node = graph.Nodes[index] with { Inputs = [.. graph.Nodes[index].Inputs.Select(input => places[input])] };
            places[index] = rule(sweep, node) ?? sweep.Add(node);
        }

        return Prune(new ImportGraph(sweep._nodes, [.. graph.Outputs.Select(output => output with { Node = places[output.Node] })]));
    }

    public ImportNode this[int node] => _nodes[node];

    /// <summary>True if nothing but the current node reads it.</summary>
    public bool IsReadOnce(int node) => _uses[node] == 1;

    /// <summary>The current node, as another; or one of several that stand for it.</summary>
    public int Add(ImportNode node)
    {
        _nodes.Add(node);
        _uses.Add(_usesOfCurrent);
        return _nodes.Count - 1;
    }

    /// <summary>The current node, become a part of one before it that only it reads.</summary>
    public int Absorb(int node, ImportNode whole)
    {
        _nodes[node] = whole;
        _uses[node] = _usesOfCurrent;
        return node;
    }

    /// <summary>The current node left out: its input stands for it.</summary>
    public int Skip(int node)
    {
        _uses[node] += _usesOfCurrent - 1;
        return node;
    }

    /// <summary>Without the nodes that no output depends on. Inputs stay.</summary>
    private static ImportGraph Prune(ImportGraph graph)
    {
        var needed = new bool[graph.Nodes.Count];
        foreach (var output in graph.Outputs)
        {
            needed[output.Node] = true;
        }

        for (var index = needed.Length - 1; index >= 0; index--)
        {
            needed[index] |= graph.Nodes[index].Operation is Generator.Ops.Input;
            foreach (var input in needed[index] ? graph.Nodes[index].Inputs : [])
            {
                needed[input] = true;
            }
        }

        var places = new int[needed.Length];
        var kept = new List<ImportNode>();
        for (var index = 0; index < needed.Length; index++)
        {
            places[index] = kept.Count;
            if (needed[index])
            {
                kept.Add(graph.Nodes[index] with { Inputs = [.. graph.Nodes[index].Inputs.Select(input => places[input])] });
            }
        }

        return new ImportGraph(kept, [.. graph.Outputs.Select(output => output with { Node = places[output.Node] })]);
    }
}
