using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Fusion;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Support;
using MobileNetGen.Generator.Training;

namespace MobileNetGen.Generator.Ops;

/// <summary>A map of a given shape, in which the input is repeated along every axis where its extent is 1.</summary>
internal sealed record Expand(MapShape Shape) : Operation
{
    public static readonly LayerKind Layer = new(
        "expand",
        "A map of the given shape; the input is repeated along every axis where its extent is 1, and has the shape's extent along the others.",
        EquatableArray.Of<Property>(Properties.Shape),
        static layer => layer.Add(layer.Name, new Expand(layer.Require(Properties.Shape, new MapShape(1, 1, 1)))));

    public override string Kind => "expand";

    public override bool IsElementwise => true;

    public override bool AppliesActivation => true;

    public override IEnumerable<Member> LayerKeys(Padding? padding) => [Properties.Shape.Of(Shape)];

    public override bool TakesIntegers => true;

    public override bool KeepsQuantization => true;

    public override InferredShape InferShape(IReadOnlyList<TensorType> inputs)
    {
        var input = inputs[0];
        return Fits(input.Height, Shape.Height) && Fits(input.Width, Shape.Width) && Fits(input.Channels, Shape.Channels)
            ? input with { Height = Shape.Height, Width = Shape.Width, Channels = Shape.Channels }
            : $"it cannot be repeated to {Shape.DisplayText}; along each axis, its extent must be 1 or the shape's.";
    }

    public override Stage? FoldInto(Stage producer, Stage own, IReadOnlyList<TensorType> inputs) =>
        InferShape(inputs).Type == inputs[0] ? producer.FuseConsumer(own) : null;

    private static bool Fits(int extent, int whole) => extent == whole || extent == 1;

    public override IReadOnlyList<int?> Gradients(BackwardScope scope) => [scope.SumTo(scope.InputTypes[0], scope.Upstream)];
}
