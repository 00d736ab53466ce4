namespace MobileNetGen.Tool.Import.Lowering;

/// <summary>Between real numbers and the integers that stand for them. The network computes the real numbers; integers are a way to see them.</summary>
internal static class Quantising
{
    /// <summary>The integers of a tensor, which end where their type does.</summary>
    /// <exception cref="ToolException">The scale is no positive number, or the zero point is none of the type's integers.</exception>
    public static Symbol Quantise(GraphSketch sketch, string name, Symbol tensor, Quantisation integers) =>
        QuantisedRange.Clamp(sketch, name, tensor, integers) with { Element = integers.Element, Quantisation = integers };

    /// <summary>The real numbers that integers stand for, which need not be those that they were made of.</summary>
    /// <param name="sketch">The graph.</param>
    /// <param name="name">What a new node is called.</param>
    /// <param name="tensor">Integers.</param>
    /// <param name="scale">One step: for each channel, or one for all.</param>
    /// <param name="zeroPoint">The integers that stand for 0, in the same way.</param>
    public static Symbol Dequantise(GraphSketch sketch, string name, Symbol tensor, Constant scale, Constant zeroPoint)
    {
        if (tensor.Quantisation is { } own && scale.Values.Length == 1 && own.Scale == scale.Number && own.ZeroPoint == zeroPoint.Number)
        {
            return tensor with { Element = ModelElementType.Float32, Quantisation = null };
        }

        var (step, zero) = tensor.Quantisation is { } made ? (1 / made.Scale, made.ZeroPoint) : (1, 0);
        var factor = Constants.Map(scale, value => value * step);
        var shift = Constants.Zip(
            Constants.Map(zeroPoint.As(ModelElementType.Float64), value => zero - value),
            scale.As(ModelElementType.Float64),
            (value, number) => value * number);
        return (Symbol)Elementwise.Affine(sketch, name, tensor with { Element = ModelElementType.Float32, Quantisation = null }, factor, shift);
    }

    /// <summary>What an integer of a tensor stands for; of a tensor that is not quantised, the number itself.</summary>
    public static double Real(Symbol tensor, double integer) =>
        tensor is { IsView: false, Quantisation: { } integers } ? (integer - integers.ZeroPoint) * integers.Scale : integer;

    /// <summary>The floats that a tensor's integers stand for, where the network computes integers.</summary>
    public static Symbol Floats(GraphSketch sketch, Symbol tensor) => sketch.TypeOf(tensor.Node).IsInteger
        ? tensor with { Node = sketch.FloatsOf(tensor.Node), Element = ModelElementType.Float32, Quantisation = null }
        : tensor;

    /// <summary>What an operator that moves elements, or compares them, makes of a tensor: of integers, integers of the same meaning.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="operation">Draws the operator on real numbers.</param>
    public static Value Of(Symbol tensor, Func<Symbol, Value> operation) =>
        operation(tensor with { Element = ModelElementType.Float32, Quantisation = null }) with { Element = tensor.Element } is var result
            && result is Symbol made ? made with { Quantisation = tensor.Quantisation } : result;

    /// <summary>The integers themselves as real numbers; a tensor that is none stays as it is.</summary>
    public static Symbol Integers(GraphSketch sketch, string name, Symbol tensor)
    {
        if (tensor.Quantisation is not { } integers)
        {
            return tensor;
        }

        var (min, max) = integers.Element.Range();
        var real = Floats(sketch, tensor) with { Element = ModelElementType.Float32, Quantisation = null };
        return (Symbol)Elementwise.Clip(
            sketch,
            name,
            Elementwise.Affine(sketch, name, real, Constant.Scalar(1 / integers.Scale), Constant.Scalar(integers.ZeroPoint)),
            min,
            max);
    }
}
