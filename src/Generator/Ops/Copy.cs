using MobileNetGen.Generator.Graph;

namespace MobileNetGen.Generator.Ops;

/// <summary>The same elements in another place: what a view becomes where it needs memory of its own.</summary>
internal sealed record Copy : Operation
{
    public override string Kind => "copy";

    public override bool IsView => true;

    public override InferredShape InferShape(IReadOnlyList<TensorType> inputs) => inputs[0];
}
