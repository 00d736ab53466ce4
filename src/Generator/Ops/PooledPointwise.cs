using MobileNetGen.Generator.Fusion;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Machine;

namespace MobileNetGen.Generator.Ops;

/// <summary>A pointwise convolution and the mean of its map as one kernel: each panel of the map is pooled where it was made, in the first cache.</summary>
internal sealed record PooledPointwise(BlockPart Convolution) : Operation
{
    public override string Kind => "pointwise convolution and mean";

    public override string DisplayText => $"{Convolution.Operation.DisplayText} → mean";

    public override InferredShape InferShape(IReadOnlyList<TensorType> inputs) => Convolution.Output with { Height = 1, Width = 1 };

    public override long MultiplyAdds(IReadOnlyList<TensorType> inputs, TensorType output) =>
        Convolution.Operation.MultiplyAdds([Convolution.Input], Convolution.Output);

    public override IEnumerable<WeightShape> KernelWeights(IReadOnlyList<TensorType> inputs) => [Convolution.Weights];

    public override MatrixWork Work(IReadOnlyList<TensorType> inputs, TensorType output) =>
        Convolution.Operation.Work([Convolution.Input], Convolution.Output)! with { Pooled = Convolution.Output.Pixels };
}
