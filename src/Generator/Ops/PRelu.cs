using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops.Gradients;
using MobileNetGen.Generator.Support;
using MobileNetGen.Generator.Training;

namespace MobileNetGen.Generator.Ops;

/// <summary>The value times a learned slope of its channel where it is below 0. He et al., arXiv:1502.01852.</summary>
internal sealed record PRelu : Operation
{
    public static readonly LayerKind Layer = new(
        "prelu",
        "The value, times a learned slope of its channel where it is below 0.",
        EquatableArray<Property>.Empty,
        static layer => layer.Add(layer.Name, new PRelu()));

    public override string Kind => "prelu";

    public override bool AppliesActivation => true;

    public override bool IsElementwise => true;

    public override bool TakesIntegers => true;

    protected override WeightShape IntegerWeights(IReadOnlyList<TensorType> inputs) => WeightShape.IntegerSlopes(inputs[0].Channels);

    public override InferredShape InferShape(IReadOnlyList<TensorType> inputs) => inputs[0];

    public override ParameterCount Parameters(IReadOnlyList<TensorType> inputs) => new(inputs[0].Channels);

    protected override WeightShape Layout(IReadOnlyList<TensorType> inputs) => WeightShape.Slopes(inputs[0].Channels);

    public override IReadOnlyList<int?> Gradients(BackwardScope scope)
    {
        scope.ApplyToWeights(new SlopeGradient(), scope.Inputs[0], scope.Upstream);
        return [scope.Needs(0) ? scope.Apply(new PReluGradient(), scope.Inputs[0], scope.Upstream, scope.Weights[0]) : null];
    }
}
