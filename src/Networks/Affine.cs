using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Networks;

/// <summary>
/// <c>weight · x + bias</c> for each channel: batch normalisation in its many disguises.
/// It is folded into a neighbour, or becomes a batch normalisation again.
/// </summary>
internal sealed record Affine : Operation
{
    public override string Kind => "multiply and add";

    public override InferredShape InferShape(IReadOnlyList<TensorType> inputs) => inputs[0];
}
