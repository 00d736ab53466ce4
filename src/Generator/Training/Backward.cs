using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Generator.Training;

/// <summary>The gradients of a backward pass while it is made: what came together for each tensor so far.</summary>
internal sealed class Backward
{
    private readonly TrainingBuilder _builder;
    private readonly bool[] _needed;
    private readonly Dictionary<int, List<int>> _parts = [];

    public Backward(TrainingBuilder builder, IReadOnlyList<int> inputs, bool differentiatesInputs)
    {
        _builder = builder;
        _needed = new bool[builder.Nodes.Count];
        for (var index = 0; index < _needed.Length; index++)
        {
            var node = builder.Nodes[index];
            _needed[index] = node.Storage == Storage.Parameters
                || (differentiatesInputs && inputs.Contains(index))
                || node.Inputs.Concat(node.Weights).Any(input => _needed[input]);
        }
    }

    /// <summary>The tensor for the loss' change with an output, which is filled in from outside.</summary>
    public int Start(GraphOutput output)
    {
        var gradient = _builder.Source(output.Name + " gradient", _builder.Nodes[output.Node].Type);
        Add(output.Node, gradient);
        return gradient;
    }

    /// <summary>Goes through a node of the forward pass.</summary>
    /// <returns>False if its operation has no rule.</returns>
    public bool Pass(int index)
    {
        var node = _builder.Nodes[index];
        if (node.Operation is null || node.Storage != Storage.Images || !_needed[index] || Of(index) is not { } upstream)
        {
            return true;
        }

        var needs = node.Inputs.Select(input => _needed[input]).ToList();
        if (node.Operation.Gradients(new BackwardScope(_builder, node, index, upstream, needs)) is not { } gradients)
        {
            return false;
        }

        foreach (var (input, gradient) in node.Inputs.Zip(gradients, (input, gradient) => (input, gradient)))
        {
            if (gradient is { } part && _needed[input])
            {
                Add(input, part);
            }
        }

        return true;
    }

    /// <summary>The whole gradient of a tensor, after all that read it were passed; null if the loss does not depend on it.</summary>
    public int? Of(int tensor)
    {
        if (!_needed[tensor] || !_parts.TryGetValue(tensor, out var parts))
        {
            return null;
        }

        if (parts.Count > 1)
        {
            var sum = _builder.Apply(_builder.Nodes[tensor].Name, new Add(), _builder.Nodes[tensor].Type, [.. parts]);
            parts.Clear();
            parts.Add(sum);
        }

        return parts[0];
    }

    private void Add(int tensor, int gradient)
    {
        if (!_parts.TryGetValue(tensor, out var parts))
        {
            _parts.Add(tensor, parts = []);
        }

        parts.Add(gradient);
    }
}
