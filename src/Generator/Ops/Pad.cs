using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Fusion;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Support;
using MobileNetGen.Generator.Training;
using MobileNetGen.Weights;

namespace MobileNetGen.Generator.Ops;

/// <summary>A map with a border of one value around it.</summary>
internal sealed record Pad(Margins Amount, double Value) : Operation
{
    public static readonly LayerKind Layer = new(
        "pad",
        "A border of one value, 0 unless it is given, around the map.",
        EquatableArray.Of<Property>(Properties.Border, Properties.Value),
        static layer => layer.Add(layer.Name, new Pad(layer.Require(Properties.Border, default), layer.Get(Properties.Value))));

    public override string Kind => "pad";

    public override Margins? ZeroBorder => Value == 0 ? Amount : null;

    public override string DisplayText => Value == 0 ? "pad" : "pad with " + Invariant.Format(Value);

    public override string DisplayPadding(IReadOnlyList<TensorType> inputs) => "padding " + Amount.DisplayText;

    public override IEnumerable<Member> LayerKeys(Padding? padding) => [Properties.Border.Of(Amount), .. Properties.Value.Unless(Value)];

    public override bool TakesIntegers => true;

    public override bool KeepsQuantization => true;

    protected override WeightShape IntegerWeights(IReadOnlyList<TensorType> inputs) =>
        WeightShape.IntegerFunction("Pad", IntegerLayout.NumbersBytes) with { Alpha = Value };

    public override InferredShape InferShape(IReadOnlyList<TensorType> inputs) => inputs[0] with
    {
        Height = inputs[0].Height + Amount.Top + Amount.Bottom,
        Width = inputs[0].Width + Amount.Left + Amount.Right,
    };

    public override Stage? FoldInto(Stage producer, Stage own, IReadOnlyList<TensorType> inputs)
    {
        if (Amount.IsNone)
        {
            return producer.FuseConsumer(own);
        }

        return producer.Operation is Pad inner && inner.Value == Value
            ? own.FuseProducer(producer) with { Operation = new Pad(Amount + inner.Amount, Value) }
            : null;
    }

    public override IReadOnlyList<int?> Gradients(BackwardScope scope)
    {
        var input = scope.InputTypes[0];
        var (rows, columns) = (new AxisSlice(Amount.Top, Amount.Top + input.Height, 1), new AxisSlice(Amount.Left, Amount.Left + input.Width, 1));
        return [scope.Apply(new Slice(rows, columns, null), scope.Upstream)];
    }
}
