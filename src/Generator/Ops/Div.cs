using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Support;
using MobileNetGen.Generator.Training;

namespace MobileNetGen.Generator.Ops;

/// <summary>The first map over the second, as IEEE 754 divides: <c>1 / 0</c> is ∞, <c>0 / 0</c> is NaN.</summary>
internal sealed record Div : Operation
{
    public static readonly LayerKind Layer = new(
        "div",
        "The first input over the second. Along an axis where one has the extent 1, it counts for all places.",
        EquatableArray.Of<Property>(Properties.Activation),
        static layer =>
        {
            layer.Add(layer.Name, new Div());
            layer.AddActivation(layer.Name, layer.Get(Properties.Activation));
        });

    public override string Kind => "div";

    public override InputCount InputCount => new(2, 2);

    public override bool AppliesActivation => true;

    public override bool IsElementwise => true;

    public override InferredShape InferShape(IReadOnlyList<TensorType> inputs) => Broadcast.InferShape(Kind, inputs);

    /// <summary>With the quotient q of a and b: <c>g / b</c> for a, <c>−g / b · q</c> for b.</summary>
    public override IReadOnlyList<int?> Gradients(BackwardScope scope)
    {
        var ofDividend = scope.Apply(new Div(), scope.OutputType, scope.Upstream, scope.Inputs[1]);
        return
        [
            scope.Needs(0) ? scope.SumTo(scope.InputTypes[0], ofDividend) : null,
            scope.Needs(1) ? scope.SumTo(scope.InputTypes[1], scope.Apply(new Rescale(-1, 0), scope.Apply(new Mul(), ofDividend, scope.Output))) : null,
        ];
    }
}
