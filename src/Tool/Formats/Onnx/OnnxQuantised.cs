using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Lowering;

namespace MobileNetGen.Tool.Formats.Onnx;

/// <summary>Operators on integers with a scale and a zero point, as the operators on real numbers that they stand for.</summary>
internal static class OnnxQuantised
{
    public static Value Dequantize(OnnxNode node) =>
        node.Input() is Constant integers ? Real(integers, node.Constant(1), node.ConstantOrNull(2), node.Integer("axis", 1)) : node.Input();

    /// <summary>Of numbers that are known, the integers; of a tensor, the real numbers again, cut off where the integers would be.</summary>
    public static Value Quantize(OnnxNode node)
    {
        if (node.Input() is not Constant numbers)
        {
            return QuantisedRange.Clamp(node.Sketch, node.Name, (Symbol)node.Input(), Integers(node, 1));
        }

        var (min, max) = Type(node, 2).Range();
        var (scale, zero) = (Axis(numbers, node.Constant(1), node.Integer("axis", 1)), Axis(numbers, node.ConstantOrNull(2) ?? Constant.Scalar(0), node.Integer("axis", 1)));
        var scaled = Constants.Zip(Constants.Zip(numbers, scale, (value, step) => Math.Round(value / step, MidpointRounding.ToEven)), zero, (value, offset) => value + offset);
        return Constants.Map(scaled, value => Math.Clamp(value, min, max));
    }

    public static Value Conv(OnnxNode node)
    {
        var kernel = Real(node.Constant(3), node.Constant(4), node.ConstantOrNull(5), 0);
        var result = Convolving.Convolve(node.Sketch, node.Name, node.Input(), kernel, Bias(node, 8, node.Constant(4), kernel.Shape[0]), node.Window(OnnxOperators.KernelOf(kernel)), node.Integer("group", 1), AxisOrder.Nchw);
        return QuantisedRange.Clamp(node.Sketch, node.Name, (Symbol)result, Integers(node, 6));
    }

    public static Value MatMul(OnnxNode node)
    {
        var matrix = OnnxOperators.Transposed(Real(node.Constant(3), node.Constant(4), node.ConstantOrNull(5), 1));
        var result = Convolving.Dense(node.Sketch, node.Name, node.Input(), matrix, null);
        return QuantisedRange.Clamp(node.Sketch, node.Name, (Symbol)result, Integers(node, 6));
    }

    public static Value Add(OnnxNode node)
    {
        var sum = Elementwise.Add(node.Sketch, node.Name, Operand(node, 0), Operand(node, 3));
        return sum is Symbol tensor ? QuantisedRange.Clamp(node.Sketch, node.Name, tensor, Integers(node, 6)) : sum;
    }

    private static Value Operand(OnnxNode node, int input) =>
        node.Input(input) is Constant integers ? Real(integers, node.Constant(input + 1), node.ConstantOrNull(input + 2), 0) : node.Input(input);

    /// <summary>A bias has the input's scale times the kernel's.</summary>
    private static Constant? Bias(OnnxNode node, int input, Constant kernelScale, int outputs)
    {
        var scale = Constants.Map(kernelScale.Shape.Count == 0 ? kernelScale : new Constant([kernelScale.Values.Length], kernelScale.Values), value => value * node.Constant(1).Number);
        return node.ConstantOrNull(input) is { } bias && bias.Values.Length == outputs ? Constants.Zip(bias, scale, (value, step) => value * step) : null;
    }

    private static Constant Real(Constant integers, Constant scale, Constant? zero, int axis) => Constants.Zip(
        Constants.Zip(integers, Axis(integers, zero ?? Constant.Scalar(0), axis), (value, offset) => value - offset),
        Axis(integers, scale, axis),
        (value, step) => value * step);

    /// <summary>A scale or zero point for each place along an axis, or one for all, in a shape that goes together with the tensor's.</summary>
    private static Constant Axis(Constant tensor, Constant numbers, int axis)
    {
        if (numbers.Values.Length == 1 || tensor.Shape.Count == 0)
        {
            return Constant.Scalar(numbers.Number);
        }

        var at = Reshaping.Axis(axis, tensor.Shape.Count);
        return new Constant([.. tensor.Shape.Select((extent, index) => index == at ? extent : 1)], numbers.Values);
    }

    /// <summary>The integers that a scale and the zero point after it describe.</summary>
    private static Quantisation Integers(OnnxNode node, int scale) =>
        new(Type(node, scale + 1), node.Constant(scale).Number, node.ConstantOrNull(scale + 1)?.Number ?? 0);

    private static ModelElementType Type(OnnxNode node, int zeroPoint) => node.TypeOf(zeroPoint) == OnnxType.Int8 ? ModelElementType.Int8 : ModelElementType.UInt8;
}
