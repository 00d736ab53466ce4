using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Fusion;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Support;
using MobileNetGen.Generator.Training;
using MobileNetGen.Weights;

namespace MobileNetGen.Generator.Ops;

/// <summary>The product of maps, left to right; a vector scales every pixel.</summary>
internal sealed record Mul : Operation
{
    public static readonly LayerKind Layer = new(
        "mul",
        "The product of its inputs; a vector scales every pixel, a map of one channel every channel.",
        EquatableArray.Of<Property>(Properties.Activation),
        static layer =>
        {
            layer.Add(layer.Name, new Mul());
            layer.AddActivation(layer.Name, layer.Get(Properties.Activation));
        });

    public override string Kind => "mul";

    public override InputCount InputCount => new(2, int.MaxValue);

    public override bool AppliesActivation => true;

    public override bool IsElementwise => true;

    public override BlockRole Role => BlockRole.Scale;

    public override bool TakesIntegers => true;

    protected override WeightShape IntegerWeights(IReadOnlyList<TensorType> inputs) =>
        WeightShape.IntegerFunction("Product", IntegerLayout.NumbersBytes);

    public override InferredShape InferShape(IReadOnlyList<TensorType> inputs) => Broadcast.InferShape(Kind, inputs);

    /// <summary>A map times its own gate is an activation: <c>x · hardSigmoid(x)</c>.</summary>
    public override Stage? FoldInto(Stage producer, Stage own, IReadOnlyList<TensorType> inputs) =>
        own.Inputs.Count == 2 && own.Activation == Activation.None
        && producer.Operation.LayerActivation?.AsGate is { } gated && producer.Activation == Activation.None
        && own.Inputs.Contains(producer.Inputs[0])
            ? own.FuseProducer(producer) with { Operation = new Activate(gated) }
            : null;

    /// <summary>The gradient times all other factors.</summary>
    public override IReadOnlyList<int?> Gradients(BackwardScope scope) =>
    [
        .. scope.InputTypes.Select((type, index) => !scope.Needs(index)
            ? (int?)null
            : scope.SumTo(type, scope.Apply(new Mul(), scope.OutputType, [scope.Upstream, .. scope.Inputs.Where((_, other) => other != index)]))),
    ];
}
