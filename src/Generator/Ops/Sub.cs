using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Support;
using MobileNetGen.Generator.Training;
using MobileNetGen.Weights;

namespace MobileNetGen.Generator.Ops;

/// <summary>The first map less the second.</summary>
internal sealed record Sub : Operation
{
    public static readonly LayerKind Layer = new(
        "sub",
        "The first input less the second. Along an axis where one has the extent 1, it counts for all places.",
        EquatableArray.Of<Property>(Properties.Activation),
        static layer =>
        {
            layer.Add(layer.Name, new Sub());
            layer.AddActivation(layer.Name, layer.Get(Properties.Activation));
        });

    public override string Kind => "sub";

    public override InputCount InputCount => new(2, 2);

    public override bool AppliesActivation => true;

    public override bool IsElementwise => true;

    public override bool TakesIntegers => true;

    protected override WeightShape IntegerWeights(IReadOnlyList<TensorType> inputs) =>
        WeightShape.IntegerFunction("Difference", IntegerLayout.NumbersBytes);

    public override InferredShape InferShape(IReadOnlyList<TensorType> inputs) => Broadcast.InferShape(Kind, inputs);

    public override IReadOnlyList<int?> Gradients(BackwardScope scope) =>
    [
        .. scope.InputTypes.Select((type, index) => !scope.Needs(index)
            ? (int?)null
            : scope.SumTo(type, index == 0 ? scope.Upstream : scope.Apply(new Rescale(-1, 0), scope.Upstream))),
    ];
}
