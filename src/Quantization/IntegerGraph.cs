using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Networks;

namespace MobileNetGen.Quantization;

/// <summary>A network with integers, made of one with floats.</summary>
internal sealed class IntegerGraph
{
    private readonly ImportGraph _floats;
    private readonly bool[] _isInteger;
    private readonly Func<int, Quantisation> _range;
    private readonly List<ImportNode> _nodes = [];
    private readonly List<Quantisation?> _integers = [];
    private readonly int[] _made;
    private readonly Dictionary<(int Node, bool IsInteger), int> _converted = [];
    private readonly List<(SumLayer Float, int Node)> _sums = [];

    private IntegerGraph(ImportGraph floats, bool[] isInteger, Func<int, Quantisation> range)
    {
        (_floats, _isInteger, _range) = (floats, isInteger, range);
        _made = new int[floats.Nodes.Count];
    }

    /// <summary>The network.</summary>
    public ImportGraph Graph { get; private set; } = new([], []);

    /// <summary>For each node of floats the one that computes the same.</summary>
    public IReadOnlyList<int> NodeOf => _made;

    /// <summary>The node of floats that a node computes: of a layer and the ReLU that it ends in, the ReLU.</summary>
    public int FloatOf(int node) => Array.LastIndexOf(_made, node);

    /// <summary>The layers of sums of integers, in their order: as they are of floats, and their nodes here.</summary>
    public IReadOnlyList<(SumLayer Float, int Node)> Sums => _sums;

    /// <param name="floats">The network of floats.</param>
    /// <param name="isInteger">Which of its nodes compute with integers.</param>
    /// <param name="range">What the integers of a node's tensor stand for.</param>
    public static IntegerGraph Of(ImportGraph floats, bool[] isInteger, Func<int, Quantisation> range)
    {
        var made = new IntegerGraph(floats, isInteger, range);
        made.Build();
        return made;
    }

    /// <summary>What a node's integers stand for; null for floats.</summary>
    public Quantisation? IntegersOf(int node) => _integers[node];

    /// <summary>Gives a node other tensors.</summary>
    public void Replace(int node, ImportNode other)
    {
        _nodes[node] = other;
        Graph = Graph with { Nodes = [.. _nodes] };
    }

    private void Build()
    {
        var uses = _floats.Uses();
        for (var index = 0; index < _floats.Nodes.Count; index++)
        {
            var node = _floats.Nodes[index];
            _made[index] = _isInteger[index] && Clamped(index, uses) is { } clamped ? clamped : Made(index, node);
        }

        Graph = new ImportGraph([.. _nodes], [.. _floats.Outputs.Select(output => output with { Node = _made[output.Node] })]);
    }

    /// <summary>A ReLU or ReLU6 is where the integers of the layer before it end.</summary>
    private int? Clamped(int index, int[] uses)
    {
        var node = _floats.Nodes[index];
        if (node.Operation is not Activate { Activation: var activation }
            || (activation != Activation.Relu && activation != Activation.Relu6)
            || uses[node.Inputs[0]] != 1
            || !(SumLayer.Of(_floats, node.Inputs[0]) is not null || _floats.Nodes[node.Inputs[0]].Operation is Add))
        {
            return null;
        }

        var producer = _made[node.Inputs[0]];
        var integers = _range(index);
        _nodes[producer] = _nodes[producer] with { Integers = _nodes[producer].Integers! with { Output = integers, Clamp = activation } };
        _integers[producer] = integers;
        return producer;
    }

    private int Made(int index, ImportNode node)
    {
        int[] inputs = [.. node.Inputs.Select(input => Converted(_made[input], _isInteger[index]))];
        if (!_isInteger[index])
        {
            return Append(node with { Inputs = inputs }, null);
        }

        var type = node.Type with { Element = ElementType.UInt8 };
        if (node.Operation is Input)
        {
            return Append(node with { Operation = new Input(type, null), Type = type, Integers = new IntegerFacts(_range(index)) }, _range(index));
        }

        var keeps = node.Operation.KeepsQuantization || node.Operation is AveragePool;
        var integers = keeps ? _integers[inputs[0]]! : _range(index);
        var facts = new IntegerFacts(node.Operation.KeepsQuantization ? null : integers);
        var made = Append(node with { Inputs = inputs, Type = type, Integers = facts }, integers);
        if (SumLayer.Of(_floats, index) is { } sum)
        {
            _sums.Add((sum, made));
        }

        return made;
    }

    /// <summary>A tensor as integers or as floats, whichever it is not.</summary>
    private int Converted(int node, bool toIntegers)
    {
        if (toIntegers == _nodes[node].Type.IsInteger)
        {
            return node;
        }

        if (_converted.TryGetValue((node, toIntegers), out var known))
        {
            return known;
        }

        var integers = toIntegers ? _range(Array.IndexOf(_made, node)) : null;
        var name = _nodes[node].Name + (toIntegers ? "_integers" : "_floats");
        var type = _nodes[node].Type with { Element = toIntegers ? ElementType.UInt8 : ElementType.Float32 };
        var made = Append(
            new ImportNode(name, toIntegers ? new Quantize(Own: null) : new Dequantize(), [node], type, ImportNode.NoTensors)
            { Integers = new IntegerFacts(integers) },
            integers);
        _converted.Add((node, toIntegers), made);
        return made;
    }

    private int Append(ImportNode node, Quantisation? integers)
    {
        _nodes.Add(node);
        _integers.Add(integers);
        return _nodes.Count - 1;
    }
}
