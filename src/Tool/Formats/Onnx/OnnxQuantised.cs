using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Lowering;

namespace MobileNetGen.Tool.Formats.Onnx;

/// <summary>Between real numbers and integers with a scale and a zero point.</summary>
internal static class OnnxQuantised
{
    private const string Limits =
        "One scale for a tensor that the network computes; of other than 8 bits it computes the real numbers, cut off where the integers end.";

    public static readonly IReadOnlyList<OnnxOperator> All =
    [
        new("DequantizeLinear", 10, "x x_scale x_zero_point?", "", Dequantize, Limits),
        new("DequantizeLinear", 13, "x x_scale x_zero_point?", "axis", Dequantize, Limits),
        new("DequantizeLinear", 21, "x x_scale x_zero_point?", "axis block_size", Dequantize, Limits),
        new("DequantizeLinear", 23, "x x_scale x_zero_point?", "axis block_size output_dtype~", Dequantize, Limits),
        new("QuantizeLinear", 10, "x y_scale y_zero_point?", "", Quantize, Limits),
        new("QuantizeLinear", 13, "x y_scale y_zero_point?", "axis", Quantize, Limits),
        new("QuantizeLinear", 19, "x y_scale y_zero_point?", "axis saturate~", Quantize, Limits),
        new("QuantizeLinear", 21, "x y_scale y_zero_point?", "axis saturate~ block_size output_dtype", Quantize, Limits),
        new("QuantizeLinear", 23, "x y_scale y_zero_point?", "axis saturate~ block_size output_dtype precision~", Quantize, Limits),
        new("DequantizeLinear", 1, "x x_scale x_zero_point?", "axis", Dequantize, Limits) { Domain = OnnxOperator.Microsoft },
        new("QuantizeLinear", 1, "x y_scale y_zero_point?", "axis", Quantize, Limits) { Domain = OnnxOperator.Microsoft },
    ];

    /// <summary>The real numbers of an input that is followed by a scale and a zero point.</summary>
    /// <param name="node">The node.</param>
    /// <param name="input">Where the input is.</param>
    /// <param name="axis">The axis that scales lie along, where there are several.</param>
    /// <param name="block">How many places along the axis share a scale, or 0 for all.</param>
    public static Value Real(OnnxNode node, int input, int axis, int block = 0)
    {
        var (scale, zero) = (node.Constant(input + 1), node.ConstantOrNull(input + 2));
        var value = node.Any(input);
        if (value.Element.IsFloat() || (zero is not null && zero.Element != value.Element))
        {
            throw new ToolException($"it takes {value.Element}{(zero is null ? "" : $" with a zero point of {zero.Element}")} for quantised; "
                + "integers of one type are accepted.");
        }

        zero ??= Constant.Scalar(0);
        if (value is Constant integers)
        {
            var (steps, zeros) = (Along(integers.Shape, scale, axis, block), Along(integers.Shape, zero.As(ModelElementType.Float32), axis, block));
            return Constants.Zip(
                Constants.Zip(integers.As(ModelElementType.Float32), zeros, (number, offset) => number - offset),
                steps,
                (number, step) => number * step) with
            { Stored = block > 0 ? null : StoredOf(integers, scale, zero, axis) };
        }

        if (node.KeepsIntegers && value is Symbol tensor && node.Sketch.TypeOf(tensor.Node).IsInteger)
        {
            if (tensor.Quantisation is { } own && scale.Values.Length == 1 && own.Scale == scale.Number && own.ZeroPoint == zero.Number)
            {
                return tensor with { Element = ModelElementType.Float32 };
            }

            value = tensor with { Node = node.Sketch.FloatsOf(tensor.Node) };
        }

        return Quantising.Dequantise(node.Sketch, node.Name, (Symbol)value, Along(value.Shape, scale, axis, block), Along(value.Shape, zero, axis, block));
    }

    /// <summary>A result as integers, whose scale and zero point are inputs.</summary>
    /// <param name="node">The node.</param>
    /// <param name="value">The real numbers.</param>
    /// <param name="scale">Which input is the scale; the zero point is the next.</param>
    /// <param name="fallback">The integers' type where there is no zero point.</param>
    public static Value Integers(OnnxNode node, Value value, int scale, ModelElementType fallback = ModelElementType.UInt8) =>
        value is Symbol tensor
            ? Integers(node, tensor, QuantisationOf(node, scale, fallback))
            : throw new ToolException("its input is a constant; fold constants before saving the model.");

    private static Symbol Integers(OnnxNode node, Symbol tensor, Quantisation integers) => node.KeepsIntegers
        ? OnnxIntegers.Quantise(node, tensor, integers)
        : Quantising.Quantise(node.Sketch, node.Name, tensor, integers);

    /// <summary>What integers stand for whose scale and zero point are inputs.</summary>
    /// <param name="node">The node.</param>
    /// <param name="scale">Which input is the scale; the zero point is the next.</param>
    /// <param name="fallback">The integers' type where there is no zero point.</param>
    public static Quantisation QuantisationOf(OnnxNode node, int scale, ModelElementType fallback = ModelElementType.UInt8)
    {
        var zero = node.ConstantOrNull(scale + 1);
        var integers = new Quantisation(zero?.Element ?? fallback, node.Constant(scale).Number, zero?.Number ?? 0);
        node.MetIntegers(integers.Element);
        return integers;
    }

    /// <summary>What a QuantizeLinear of a tensor makes.</summary>
    public static Quantisation TargetOf(OnnxNode node) => QuantisationOf(node, 1, Said(node) ?? ModelElementType.UInt8);

    /// <summary>Integers of the file with their scales and zero points.</summary>
    public static StoredIntegers StoredOf(Constant integers, Constant scale, Constant? zero, int axis) => new(
        integers,
        scale.Floats,
        zero is null ? [0] : [.. zero.Values.Select(value => (int)value)],
        scale.Values.Length == 1 && zero is null or { Values.Length: 1 } ? 0 : Reshaping.Axis(axis, integers.Shape.Count));

    private static Value Dequantize(OnnxNode node) => Real(node, 0, Axis(node), Block(node));

    private static Value Quantize(OnnxNode node)
    {
        var said = Said(node);
        var input = node.Own(0) is Symbol { IsView: true } view ? view : node.Input();
        var (axis, block, type) = (Axis(node), Block(node), said ?? ModelElementType.UInt8);
        if (node.ConstantOrNull(2)?.Element is { } element && said is not null && element != said)
        {
            throw new ToolException($"its output_dtype is {said}, and its zero point is of {element}.");
        }

        if (input is Symbol)
        {
            return Integers(node, input, 1, type);
        }

        var zero = node.ConstantOrNull(2);
        var target = zero?.Element ?? type;
        var (min, max) = target.Range();
        var (numbers, scale, offset) = (
            (Constant)input,
            Along(input.Shape, node.Constant(1), axis, block),
            Along(input.Shape, (zero ?? Constant.Scalar(0)).As(ModelElementType.Float64), axis, block));
        var steps = Constants.Zip(numbers, scale, (value, step) => Math.Round((float)(value / step), MidpointRounding.ToEven));
        return Constants.Zip(steps.As(ModelElementType.Float64), offset, (value, zeroPoint) => Math.Clamp(value + zeroPoint, min, max)).As(target);
    }

    /// <summary>The type that a QuantizeLinear names; the zero point's must be the same.</summary>
    private static ModelElementType? Said(OnnxNode node) =>
        node.Form.Signature.Find("output_dtype") is not null && node.Integer("output_dtype", 0) is not 0 and var type ? OnnxTypes.Element(type) : null;

    private static int Axis(OnnxNode node) => node.Form.Signature.Find("axis") is null ? 1 : node.Integer("axis", 1);

    private static int Block(OnnxNode node) => node.Form.Signature.Find("block_size") is null ? 0 : node.Integer("block_size", 0);

    /// <summary>A scale or zero point for each place along an axis, or one for all, in a shape that goes together with the tensor's.</summary>
    private static Constant Along(IReadOnlyList<int> shape, Constant numbers, int axis, int block)
    {
        if (numbers.Values.Length == 1)
        {
            return numbers.Holding([], numbers.Values);
        }

        var at = Reshaping.Axis(axis, shape.Count);
        if (block > 0)
        {
            return numbers.Shape.Count == shape.Count
                ? Constants.Take(numbers, Constant.Vector([.. Enumerable.Range(0, shape[at]).Select(place => (double)(place / block))]), at)
                : throw new ToolException($"its scales are {numbers.DisplayShape} for blocks of {block}; as many axes as the tensor are accepted.");
        }

        return numbers.Values.Length == shape[at]
            ? numbers.Holding([.. shape.Select((extent, index) => index == at ? extent : 1)], numbers.Values)
            : throw new ToolException($"its scales or zero points are {numbers.DisplayShape} for the axis {at} of [{string.Join(", ", shape)}].");
    }
}
