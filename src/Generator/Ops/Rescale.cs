using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Support;
using MobileNetGen.Generator.Training;

namespace MobileNetGen.Generator.Ops;

/// <summary>Every element times one number, plus another: Keras' <c>Rescaling</c>.</summary>
internal sealed record Rescale(double Scale, double Offset) : Operation
{
    public static readonly LayerKind Layer = new(
        "rescale",
        "Every element times one number, plus another.",
        EquatableArray.Of<Property>(Properties.Scale, Properties.Offset),
        static layer => layer.Add(layer.Name, new Rescale(layer.Get(Properties.Scale), layer.Get(Properties.Offset))));

    public override string Kind => "rescale";

    public override string DisplayText => $"rescale ×{Invariant.Format(Scale)} {(Offset < 0 ? "−" : "+")} {Invariant.Format(Math.Abs(Offset))}";

    public override bool AppliesActivation => true;

    public override bool IsElementwise => true;

    public override IEnumerable<Member> LayerKeys(Padding? padding) => [Properties.Scale.Of(Scale), Properties.Offset.Of(Offset)];

    public override InferredShape InferShape(IReadOnlyList<TensorType> inputs) => inputs[0];

    public override IReadOnlyList<int?> Gradients(BackwardScope scope) => [scope.Apply(new Rescale(Scale, 0), scope.Upstream)];
}
