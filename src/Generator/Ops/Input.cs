using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Graph;

namespace MobileNetGen.Generator.Ops;

/// <summary>An input of the network.</summary>
internal sealed record Input(TensorType Type, Preprocessing? Preprocessing) : Operation
{
    public override Preprocessing? Preprocessing { get; } = Preprocessing;

    public override string Kind => "input";

    /// <summary>Of integers: what they are where they are not what the network's are.</summary>
    public Precision? Own { get; init; }

    public override Precision? OwnPrecision => Own;

    public override InputCount InputCount => new(0, 0);

    public override InferredShape InferShape(IReadOnlyList<TensorType> inputs) => Type;
}
