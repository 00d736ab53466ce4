using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Networks;
using MobileNetGen.Networks.Hosting;

namespace MobileNetGen.Quantization;

/// <summary>
/// A network of floats in which single tensors can be made integers and floats again: x + g · (rounded(x) − x), with a weight g for each tensor.
/// It is compiled once, and only its weights differ.
/// </summary>
internal sealed class GatedGraph
{
    private readonly List<ImportNode> _nodes = [];
    private readonly List<int> _gates = [];
    private readonly ImportGraph _graph;
    private readonly GraphNetwork _compiled;

    /// <param name="floats">The network.</param>
    /// <param name="gated">Nodes whose tensors have a gate.</param>
    /// <param name="ranges">What the integers of each node stand for.</param>
    public GatedGraph(ImportGraph floats, IReadOnlyList<int> gated, IReadOnlyList<Quantisation> ranges)
    {
        var made = new int[floats.Nodes.Count];
        for (var index = 0; index < made.Length; index++)
        {
            var node = floats.Nodes[index];
            made[index] = Append(node with { Inputs = [.. node.Inputs.Select(input => made[input])] });
            if (gated.Contains(index))
            {
                made[index] = Gate(made[index], ranges[index]);
            }
        }

        _graph = new ImportGraph(_nodes, []);
        _compiled = new GraphNetwork(_graph, [made[floats.Logits()]]);
    }

    /// <summary>The network, whose output are its logits.</summary>
    /// <param name="open">The gate that is open; −1 for none.</param>
    public LoadedNetwork Load(int open)
    {
        ImportNode[] nodes = [.. _nodes];
        for (var gate = 0; gate < _gates.Count; gate++)
        {
            nodes[_gates[gate]] = WithWeight(nodes[_gates[gate]], gate == open ? 1 : 0);
        }

        return _compiled.Load(_graph with { Nodes = nodes });
    }

    private static ImportNode WithWeight(ImportNode gate, float weight) => gate with
    {
        Tensors = new Dictionary<string, Tensor>
        {
            ["weight"] = new([gate.Type.Channels, 1, 1, 1], [.. Enumerable.Repeat(weight, gate.Type.Channels)]),
        },
    };

    private int Gate(int node, Quantisation range)
    {
        var type = _nodes[node].Type;
        var integers = Append(Node(new Quantize(Own: null), type with { Element = ElementType.UInt8 }, node) with { Integers = new IntegerFacts(range) });
        var rounded = Append(Node(new Dequantize(), type, integers) with { Integers = new IntegerFacts(Output: null) });
        var error = Append(Node(new Sub(), type, rounded, node));
        var gate = Append(Node(new Depthwise(SumLayer.Place, Bias: false), type, error));
        _gates.Add(gate);
        return Append(Node(new Add(), type, node, gate));
    }

    private static ImportNode Node(Operation operation, TensorType type, params int[] inputs) => new("", operation, inputs, type, ImportNode.NoTensors);

    private int Append(ImportNode node)
    {
        _nodes.Add(node);
        return _nodes.Count - 1;
    }
}
