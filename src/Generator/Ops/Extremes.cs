using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops.Gradients;
using MobileNetGen.Generator.Support;
using MobileNetGen.Generator.Training;

namespace MobileNetGen.Generator.Ops;

/// <summary>The largest of the elements at each place; NaN if one of them is, and 0 is larger than −0.</summary>
internal sealed record Maximum : Operation
{
    public static readonly LayerKind Layer = new(
        "maximum",
        "The largest of its inputs at each place, NaN if one of them is. Along an axis where one has the extent 1, it counts for all places.",
        EquatableArray.Of<Property>(Properties.Activation),
        static layer =>
        {
            layer.Add(layer.Name, new Maximum());
            layer.AddActivation(layer.Name, layer.Get(Properties.Activation));
        });

    public override string Kind => "maximum";

    public override InputCount InputCount => new(2, int.MaxValue);

    public override bool AppliesActivation => true;

    public override bool IsElementwise => true;

    public override bool TakesIntegers => true;

    public override bool KeepsQuantization => true;

    public override InferredShape InferShape(IReadOnlyList<TensorType> inputs) => Broadcast.InferShape(Kind, inputs);

    public override IReadOnlyList<int?> Gradients(BackwardScope scope) => ExtremeGradient.Of(scope, isMaximum: true);
}

/// <summary>The smallest of the elements at each place; NaN if one of them is, and −0 is smaller than 0.</summary>
internal sealed record Minimum : Operation
{
    public static readonly LayerKind Layer = new(
        "minimum",
        "The smallest of its inputs at each place, NaN if one of them is. Along an axis where one has the extent 1, it counts for all places.",
        EquatableArray.Of<Property>(Properties.Activation),
        static layer =>
        {
            layer.Add(layer.Name, new Minimum());
            layer.AddActivation(layer.Name, layer.Get(Properties.Activation));
        });

    public override string Kind => "minimum";

    public override InputCount InputCount => new(2, int.MaxValue);

    public override bool AppliesActivation => true;

    public override bool IsElementwise => true;

    public override bool TakesIntegers => true;

    public override bool KeepsQuantization => true;

    public override InferredShape InferShape(IReadOnlyList<TensorType> inputs) => Broadcast.InferShape(Kind, inputs);

    public override IReadOnlyList<int?> Gradients(BackwardScope scope) => ExtremeGradient.Of(scope, isMaximum: false);
}
