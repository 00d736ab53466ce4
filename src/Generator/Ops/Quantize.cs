using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Support;
using MobileNetGen.Weights;

namespace MobileNetGen.Generator.Ops;

/// <summary>The integers that stand for floats, or for other integers in another scale.</summary>
/// <param name="Own">What the integers are where it is not what the network's are.</param>
internal sealed record Quantize(Precision? Own) : Operation
{
    public static readonly LayerKind Layer = new(
        "quantize",
        "The integers that stand for its input: for floats, or for integers in another scale. The scale and the zero point are in the weights.",
        EquatableArray.Of<Property>(Properties.IntegerPrecision),
        static layer => layer.Add(layer.Name, new Quantize(layer.Find(Properties.IntegerPrecision))));

    public override string Kind => "quantize";

    public override bool TakesIntegers => true;

    public override Precision? OwnPrecision => Own;

    public override IEnumerable<Member> LayerKeys(Padding? padding) => Properties.IntegerPrecision.If(Own);

    public override Operation ForKernel(IReadOnlyList<TensorType> inputs) => new Quantize(Own: null);

    public override InferredShape InferShape(IReadOnlyList<TensorType> inputs) => inputs[0] with { Element = ElementType.UInt8 };

    protected override WeightShape IntegerWeights(IReadOnlyList<TensorType> inputs) => inputs[0].IsInteger
        ? WeightShape.IntegerFunction("Rescale", IntegerLayout.TableBytes)
        : WeightShape.IntegerFunction("Quantize", IntegerLayout.NumbersBytes);
}

/// <summary>The floats that integers stand for.</summary>
internal sealed record Dequantize : Operation
{
    public static readonly LayerKind Layer = new(
        "dequantize",
        "The floats that the integers of its input stand for.",
        EquatableArray<Property>.Empty,
        static layer => layer.Add(layer.Name, new Dequantize()));

    public override string Kind => "dequantize";

    public override bool TakesIntegers => true;

    public override InferredShape InferShape(IReadOnlyList<TensorType> inputs) => inputs[0].IsInteger
        ? inputs[0] with { Element = ElementType.Float32 }
        : "its input is floats already; leave it out.";

    protected override WeightShape IntegerWeights(IReadOnlyList<TensorType> inputs) => WeightShape.IntegerFunction("Dequantize", IntegerLayout.NumbersBytes);
}
