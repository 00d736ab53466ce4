using System.Numerics;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Training.Layers;
using MobileNetGen.Training.Tensors;

namespace MobileNetGen.Training.Networks;

/// <summary>A description's graph with parameters, and memory for one batch of activations and gradients.</summary>
internal sealed class TrainableNetwork<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ShapedGraph _graph;
    private readonly Layer<T>?[] _layers;
    private readonly T[][] _values;
    private readonly T[]?[] _gradients;
    private readonly int _last;

    /// <param name="graph">A network with one input and one output.</param>
    /// <param name="seed">Of the first weights and of dropout.</param>
    /// <param name="batchSize">The most images of a batch.</param>
    /// <exception cref="NotSupportedException">The network has several inputs or outputs, or an operation that training does not know.</exception>
    public TrainableNetwork(ShapedGraph graph, int seed, int batchSize)
    {
        var nodes = graph.Graph.Nodes;
        if (nodes.Count(node => node.Operation is Input) != 1 || graph.Graph.Outputs.Count != 1 || nodes[0].Operation is not Input)
        {
            throw new NotSupportedException($"\"{graph.Graph.Name}\" has several inputs or outputs; training takes networks with one of each.");
        }

        _graph = graph;
        _last = LastBeforeSoftmax(graph);
        var factory = new LayerFactory<T>(graph, seed);
        var used = Ancestors(graph, _last);
        _layers = [.. nodes.Select((node, index) => used.Contains(index) && node.Operation is not Input ? factory.Create(index) : null)];
        _values = [.. graph.Types.Select((type, index) => used.Contains(index) ? new T[batchSize * type.Length] : [])];
        _gradients = [.. _values.Select((values, index) => index == 0 ? null : new T[values.Length])];
        Parameters = [.. _layers.Where(layer => layer is not null).SelectMany(layer => layer!.Parameters)];
        Statistics = [.. _layers.Where(layer => layer is not null).SelectMany(layer => layer!.Statistics)];
    }

    public IReadOnlyList<Parameter<T>> Parameters { get; }

    public IReadOnlyList<Statistic<T>> Statistics { get; }

    /// <summary>Elements of an image.</summary>
    public int InputLength => _graph.Types[0].Length;

    /// <summary>Scores of an image.</summary>
    public int Classes => _graph.Types[_last].Length;

    /// <summary>Where the caller puts the images.</summary>
    public T[] Pixels => _values[0];

    /// <summary>The scores before softmax: image × class.</summary>
    public T[] Logits => _values[_last];

    /// <summary>Where the loss puts its gradient.</summary>
    public T[] LogitsGradient => _gradients[_last]!;

    public void Forward(Batch batch)
    {
        for (var index = 1; index <= _last; index++)
        {
            _layers[index]?.Forward(batch, Values(index), _values[index]);
        }
    }

    /// <summary>Takes the gradient of the scores back to every parameter.</summary>
    public void Backward(Batch batch)
    {
        foreach (var parameter in Parameters)
        {
            parameter.ClearGradient();
        }

        for (var index = 1; index < _last; index++)
        {
            Array.Clear(_gradients[index]!);
        }

        for (var index = _last; index > 0; index--)
        {
            _layers[index]?.Backward(
                batch,
                Values(index),
                _values[index],
                _gradients[index]!,
                [.. _graph.Graph.Nodes[index].Inputs.Select(input => _gradients[input])]);
        }

        foreach (var parameter in Parameters)
        {
            parameter.SumPartials();
        }
    }

    private T[][] Values(int index) => [.. _graph.Graph.Nodes[index].Inputs.Select(input => _values[input])];

    /// <summary>The node whose tensor the loss takes: a softmax at the end is a part of the loss.</summary>
    private static int LastBeforeSoftmax(ShapedGraph graph)
    {
        var last = graph.Graph.Outputs[0].Node;
        return graph.Graph.Nodes[last].Operation is Softmax ? graph.Graph.Nodes[last].Inputs[0] : last;
    }

    private static HashSet<int> Ancestors(ShapedGraph graph, int last)
    {
        var found = new HashSet<int> { last };
        for (var index = last; index >= 0; index--)
        {
            if (found.Contains(index))
            {
                found.UnionWith(graph.Graph.Nodes[index].Inputs);
            }
        }

        return found;
    }
}
