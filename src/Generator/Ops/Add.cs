using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Fusion;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Support;
using MobileNetGen.Generator.Training;
using MobileNetGen.Weights;

namespace MobileNetGen.Generator.Ops;

/// <summary>The sum of maps, left to right; one that is a vector is added to every pixel.</summary>
internal sealed record Add : Operation
{
    public static readonly LayerKind Layer = new(
        "add",
        "The sum of its inputs; a vector is added to every pixel, a map of one channel to every channel.",
        EquatableArray.Of<Property>(Properties.Activation),
        static layer =>
        {
            layer.Add(layer.Name, new Add());
            layer.AddActivation(layer.Name, layer.Get(Properties.Activation));
        });

    public override string Kind => "add";

    public override InputCount InputCount => new(2, int.MaxValue);

    public override bool AppliesActivation => true;

    public override bool IsElementwise => true;

    public override BlockRole Role => BlockRole.Sum;

    public override bool TakesIntegers => true;

    protected override WeightShape IntegerWeights(IReadOnlyList<TensorType> inputs) =>
        WeightShape.IntegerFunction("Sum", IntegerLayout.NumbersBytes);

    public override InferredShape InferShape(IReadOnlyList<TensorType> inputs) => Broadcast.InferShape(Kind, inputs);

    public override IReadOnlyList<int?> Gradients(BackwardScope scope) =>
        [.. scope.InputTypes.Select((type, index) => scope.Needs(index) ? scope.SumTo(type, scope.Upstream) : (int?)null)];
}
