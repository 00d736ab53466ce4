using MobileNetGen.Generator.Graph;

namespace MobileNetGen.Generator.Ops.Gradients;

/// <summary>An operation of training that no description names. What it makes has the type that the rule that adds it gives.</summary>
internal abstract record GradientOperation : Operation
{
    public override InputCount InputCount => new(1, int.MaxValue);

    public override InferredShape InferShape(IReadOnlyList<TensorType> inputs) => inputs[0];
}
