using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops.Gradients;
using MobileNetGen.Generator.Support;
using MobileNetGen.Generator.Training;
using MobileNetGen.Weights;

namespace MobileNetGen.Generator.Ops;

/// <summary>
/// <c>x / max(√Σx², epsilon)</c> over the channels of each pixel, as PyTorch's <c>normalize</c> has it. TensorFlow's epsilon is the square
/// of this one.
/// </summary>
internal sealed record L2Normalize(double Epsilon) : Operation
{
    /// <summary>PyTorch's.</summary>
    public const double CommonEpsilon = 1e-12;

    public static readonly LayerKind Layer = new(
        "l2Normalize",
        "Each pixel's channels over the root of the sum of their squares, or over epsilon (1e-12 unless it is given) where that is larger.",
        EquatableArray.Of<Property>(Properties.MinNorm),
        static layer => layer.Add(layer.Name, new L2Normalize(layer.Get(Properties.MinNorm))));

    public override string Kind => "l2Normalize";

    public override IEnumerable<Member> LayerKeys(Padding? padding) => [Properties.MinNorm.Of(Epsilon)];

    public override bool TakesIntegers => true;

    protected override WeightShape IntegerWeights(IReadOnlyList<TensorType> inputs) =>
        WeightShape.IntegerFunction("L2Normalize", IntegerLayout.NumbersBytes);

    public override InferredShape InferShape(IReadOnlyList<TensorType> inputs) => inputs[0];

    public override IReadOnlyList<int?> Gradients(BackwardScope scope) =>
        [scope.Apply(new L2NormalizeGradient(Epsilon), scope.Inputs[0], scope.Upstream)];
}
