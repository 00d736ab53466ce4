using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops.Gradients;
using MobileNetGen.Generator.Support;
using MobileNetGen.Generator.Training;

namespace MobileNetGen.Generator.Ops;

/// <summary>Numbers of the weights file as a map, whatever the input is: coordinates, positions, anchors.</summary>
internal sealed record ConstantMap(MapShape Shape) : Operation
{
    public static readonly LayerKind Layer = new(
        "constant",
        "A map of numbers from the weights file, whatever its input is: coordinates, embedded positions, anchors.",
        EquatableArray.Of<Property>(Properties.Shape),
        static layer => layer.Add(layer.Name, new ConstantMap(layer.Require(Properties.Shape, new MapShape(1, 1, 1)))));

    public override string Kind => "constant";

    public override IEnumerable<Member> LayerKeys(Padding? padding) => [Properties.Shape.Of(Shape)];

    public override bool TakesIntegers => true;

    protected override WeightShape IntegerWeights(IReadOnlyList<TensorType> inputs) => WeightShape.IntegerConstant(Shape);

    public override InferredShape InferShape(IReadOnlyList<TensorType> inputs) =>
        new TensorType(Shape.Height, Shape.Width, Shape.Channels) { Element = inputs[0].Element };

    public override ParameterCount Parameters(IReadOnlyList<TensorType> inputs) => new((long)Shape.Height * Shape.Width * Shape.Channels);

    protected override WeightShape Layout(IReadOnlyList<TensorType> inputs) => WeightShape.Constant(Shape);

    public override IReadOnlyList<int?> Gradients(BackwardScope scope)
    {
        scope.ApplyToWeights(new ConstantGradient(), scope.Upstream);
        return [];
    }
}
