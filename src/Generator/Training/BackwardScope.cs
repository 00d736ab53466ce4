using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Ops.Gradients;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Training;

/// <summary>
/// What a rule of differentiation knows of the node at hand: the tensors that it read and made, how the loss changes with what it made, and
/// the words to add nodes to the backward pass with.
/// </summary>
/// <param name="upstream">The loss' change with each element that the node made.</param>
/// <param name="needs">For each input whether anybody asks how the loss changes with it.</param>
internal sealed class BackwardScope(TrainingBuilder builder, TrainingNode node, int output, int upstream, IReadOnlyList<bool> needs)
{
    public IReadOnlyList<int> Inputs => node.Inputs;

    public IReadOnlyList<int> Weights => node.Weights;

    public int Output => output;

    public int Upstream => upstream;

    public TensorType OutputType => node.Type;

    public IReadOnlyList<TensorType> InputTypes => [.. node.Inputs.Select(TypeOf)];

    /// <summary>True if the rule is to say how the loss changes with an input.</summary>
    public bool Needs(int input) => needs[input];

    public TensorType TypeOf(int tensor) => builder.Nodes[tensor].Type;

    /// <summary>A tensor of each image, of the shape that the operation gives it.</summary>
    public int Apply(Operation operation, params int[] inputs) =>
        Apply(operation, operation.InferShape([.. inputs.Select(TypeOf)]).Type!, inputs);

    /// <summary>A tensor of each image.</summary>
    public int Apply(Operation operation, TensorType type, params int[] inputs) => builder.Apply(node.Name, operation, type, inputs);

    /// <summary>A tensor of each image, made with weights.</summary>
    public int ApplyWithWeights(Operation operation, TensorType type, int input, int weights) =>
        builder.Apply(node.Name, operation, type, [input], [weights]);

    /// <summary>The node's weights in another order.</summary>
    public int Repack(Repack operation) => builder.Apply(
        node.Name + " weights",
        operation,
        new TensorType(1, 1, (int)operation.To.PackedLength) { Element = operation.To.Element },
        [node.Weights[0]],
        storage: Storage.Step);

    /// <summary>The gradient of the node's weights.</summary>
    public int ApplyToWeights(Operation operation, params int[] inputs) =>
        builder.ApplyToGradients(node.Name + " gradient", operation, node.Weights[0], inputs);

    /// <summary>The gradient of parameters that the node reads as a tensor.</summary>
    public int ApplyToParameters(int parameters, Operation operation, params int[] inputs) =>
        builder.ApplyToGradients(node.Name + " gradient", operation, parameters, inputs);

    /// <summary>The sum of what stands for an input that was repeated.</summary>
    public int SumTo(TensorType type, int gradient)
    {
        var whole = TypeOf(gradient);
        var axes = new AxisSet(type.Height != whole.Height, type.Width != whole.Width, type.Channels != whole.Channels);
        return axes == default ? gradient : Apply(new Reduce(Reduction.Sum, axes), gradient);
    }
}
