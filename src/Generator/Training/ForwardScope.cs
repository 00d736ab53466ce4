using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Training;

/// <summary>What an operation adds to the forward pass of a training step: its node's name, its inputs, and the words to add nodes with.</summary>
internal sealed class ForwardScope(TrainingBuilder builder, string name, IReadOnlyList<int> inputs, TensorType output)
{
    public string Name => name;

    public TensorType Input => builder.Nodes[inputs[0]].Type;

    /// <summary>The operation as inference has it, with its parameters.</summary>
    public int Apply(Operation operation)
    {
        var types = inputs.Select(input => builder.Nodes[input].Type).ToList();
        IReadOnlyList<int> weights = operation.Weights(types) is { } shape ? [builder.AddParameters(name, shape)] : [];
        return builder.Apply(name, operation, output, inputs, weights);
    }

    /// <summary>An operation on the inputs, and on other tensors after them.</summary>
    public int Apply(Operation operation, params int[] others) => builder.Apply(name, operation, output, [.. inputs, .. others]);

    /// <summary>A tensor of the whole batch.</summary>
    public int ApplyToBatch(string suffix, Operation operation, TensorType type, params int[] others) =>
        builder.Apply(name + suffix, operation, type, [.. inputs, .. others], storage: Storage.Step);

    /// <summary>The layer's parameters.</summary>
    public int Parameters(WeightShape shape) => builder.AddParameters(name, shape);

    /// <summary>Says that the moments of a batch are to move the running statistics.</summary>
    public void Follow(int moments, int parameters) => builder.AddStatistics(
        new BatchStatistics(name, moments, builder.Nodes[parameters].Offset, Input.Channels, Input.Pixels));

    /// <summary>A tensor that drops elements.</summary>
    public int Mask(double rate)
    {
        var mask = builder.Source(name + " mask", Input);
        builder.AddMask(new DropoutMask(name, mask, rate));
        return mask;
    }
}
