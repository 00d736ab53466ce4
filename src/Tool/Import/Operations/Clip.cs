using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Tool.Import.Operations;

/// <summary>The value, but not below <paramref name="Low"/> and not above <paramref name="High"/>.</summary>
internal sealed record Clip(double Low, double High) : Operation
{
    public override string Kind => $"clip to [{Low}, {High}]";

    public override InferredShape InferShape(IReadOnlyList<TensorType> inputs) => inputs[0];
}
