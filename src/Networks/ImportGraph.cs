using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Networks;

/// <summary>
/// A model while it is cleaned up: the generator's own operations on maps of rows, columns and channels, with their tensors.
/// Every node follows its inputs.
/// </summary>
internal sealed record ImportGraph(IReadOnlyList<ImportNode> Nodes, IReadOnlyList<ImportOutput> Outputs)
{
    /// <summary>How many nodes and outputs read each node.</summary>
    public int[] Uses()
    {
        var uses = new int[Nodes.Count];
        foreach (var input in Nodes.SelectMany(node => node.Inputs).Concat(Outputs.Select(output => output.Node)))
        {
            uses[input]++;
        }

        return uses;
    }

    /// <summary>True for an output, and for what becomes one by a softmax.</summary>
    public bool IsAnswer(int node) => Outputs.Any(output =>
        output.Node == node || (Nodes[output.Node].Operation is Softmax && Nodes[output.Node].Inputs[0] == node));

    /// <summary>The node that the first output is made of, before its softmax.</summary>
    public int Logits()
    {
        var output = Outputs[0].Node;
        return Nodes[output].Operation is Softmax ? Nodes[output].Inputs[0] : output;
    }
}

/// <summary>One operation.</summary>
/// <param name="Name">The model's name for it.</param>
/// <param name="Type">What it makes.</param>
/// <param name="Tensors">Its weights, by what PyTorch calls them: <c>weight</c>, <c>bias</c>, <c>running_mean</c>, <c>running_var</c>.</param>
internal sealed record ImportNode(string Name, Operation Operation, IReadOnlyList<int> Inputs, TensorType Type, IReadOnlyDictionary<string, Tensor> Tensors)
{
    public static readonly IReadOnlyDictionary<string, Tensor> NoTensors = new Dictionary<string, Tensor>();

    /// <summary>Of a node that reads or makes integers: what it has beside its operation.</summary>
    public IntegerFacts? Integers { get; init; }

    public float[] this[string tensor] => Tensors[tensor].Values;
}

/// <summary>A weight in PyTorch's layout.</summary>
internal sealed record Tensor(IReadOnlyList<int> Shape, float[] Values)
{
    /// <summary>Where the model has integers that the values stand for: one step for all outputs, or one for each.</summary>
    public float[]? Steps { get; init; }

    public static Tensor Vector(float[] values) => new([values.Length], values);
}

/// <summary>A result of the model. <paramref name="Order"/> says where the model's own order of elements is another than rows, columns, channels.</summary>
internal sealed record ImportOutput(string Name, int Node, string? Order = null);
