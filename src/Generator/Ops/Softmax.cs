using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops.Gradients;
using MobileNetGen.Generator.Support;
using MobileNetGen.Generator.Training;
using MobileNetGen.Weights;

namespace MobileNetGen.Generator.Ops;

/// <summary><c>exp(x − max) / Σ exp(x − max)</c> over the channels of each pixel.</summary>
internal sealed record Softmax : Operation
{
    public static readonly LayerKind Layer = new(
        "softmax",
        "Probabilities over the channels of each pixel.",
        EquatableArray<Property>.Empty,
        static layer => layer.Add(layer.Name, new Softmax()));

    public override string Kind => "softmax";

    public override bool TakesIntegers => true;

    protected override WeightShape IntegerWeights(IReadOnlyList<TensorType> inputs) =>
        WeightShape.IntegerFunction("Softmax", IntegerLayout.SoftmaxBytes) with { Alpha = 1 };

    public override InferredShape InferShape(IReadOnlyList<TensorType> inputs) => inputs[0];

    public override bool IsLeftToLoss => true;

    public override IReadOnlyList<int?> Gradients(BackwardScope scope) => [scope.Apply(new SoftmaxGradient(), scope.Output, scope.Upstream)];
}

/// <summary><c>x − max − ln Σ exp(x − max)</c> over the channels of each pixel.</summary>
internal sealed record LogSoftmax : Operation
{
    public static readonly LayerKind Layer = new(
        "logSoftmax",
        "Logarithms of probabilities over the channels of each pixel.",
        EquatableArray<Property>.Empty,
        static layer => layer.Add(layer.Name, new LogSoftmax()));

    public override string Kind => "logSoftmax";

    public override InferredShape InferShape(IReadOnlyList<TensorType> inputs) => inputs[0];

    public override bool IsLeftToLoss => true;

    public override IReadOnlyList<int?> Gradients(BackwardScope scope) => [scope.Apply(new LogSoftmaxGradient(), scope.Output, scope.Upstream)];
}
