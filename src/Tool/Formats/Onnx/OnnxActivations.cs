using MobileNetGen.Generator.Ops;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Lowering;

namespace MobileNetGen.Tool.Formats.Onnx;

/// <summary>Functions of one element, and softmax.</summary>
internal static class OnnxActivations
{
    public static readonly IReadOnlyList<OnnxOperator> All =
    [
        new("Clip", 6, "input", "min max", node => Clip(node, node.Number("min", -float.MaxValue), node.Number("max", float.MaxValue))),
        new("Clip", 11, "input min? max?", "", node => Clip(node, node.ConstantOrNull(1)?.Number ?? double.NegativeInfinity, node.ConstantOrNull(2)?.Number ?? double.PositiveInfinity)),
        new("Gelu", 20, "X", "approximate=none", Of(Activation.Gelu)),
        new("HardSigmoid", 6, "X", "alpha beta", node => HardSigmoid(node.Sketch, node.Name, node.Input(), node.Number("alpha", 0.2f), node.Number("beta", 0.5))),
        new("HardSwish", 14, "X", "", Of(Activation.HardSwish)),
        new("LeakyRelu", 6, "X", "alpha", node => Elementwise.Activate(node.Sketch, node.Name, node.Input(), Activation.LeakyRelu(node.Number("alpha", 0.01)))),
        new("PRelu", 7, "X slope", "", PRelu, "A slope for each channel, or one for all."),
        new("Relu", 6, "X", "", Relu),
        new("Sigmoid", 6, "X", "", Of(Activation.Sigmoid)),
        new("Softmax", 1, "input", "axis", Softmax11, "Over one axis."),
        new("Softmax", 13, "input", "axis", node => Pooling.Softmax(node.Sketch, node.Name, node.Input(), node.Integer("axis", -1))),
        new("Swish", 24, "X", "alpha=1", Of(Activation.Swish)),
        new("Tanh", 6, "input", "", Of(Activation.Tanh)),
    ];

    private static Func<OnnxNode, Value> Of(Activation activation) => node => Elementwise.Activate(node.Sketch, node.Name, node.Input(), activation);

    /// <summary>A cut-off compares, and so quantised integers may be cut off as what they stand for. ONNX takes the upper bound where it is below the lower one.</summary>
    private static Value Clip(OnnxNode node, double low, double high) => node.Any() is Symbol tensor
        ? Quantising.Of(tensor, real => Elementwise.Clip(node.Sketch, node.Name, real, Math.Min(Real(tensor, low), Real(tensor, high)), Real(tensor, high)))
        : Elementwise.Clip(node.Sketch, node.Name, node.Any(), Math.Min(low, high), high);

    private static double Real(Symbol tensor, double bound) => double.IsInfinity(bound) ? bound
        : double.IsNaN(bound) ? throw new ToolException("a bound is no number.")
        : Quantising.Real(tensor, bound);

    private static Value Relu(OnnxNode node) => node.Any() is Symbol tensor
        ? Quantising.Of(tensor, real => Elementwise.Clip(node.Sketch, node.Name, real, Quantising.Real(tensor, 0), double.PositiveInfinity))
        : Elementwise.Activate(node.Sketch, node.Name, node.Any(), Activation.Relu);

    /// <summary><c>max(0, min(1, slope · x + shift))</c>.</summary>
    public static Value HardSigmoid(GraphSketch sketch, string name, Value input, double slope, double shift) => (float)slope == 1f / 6 && shift == 0.5
        ? Elementwise.Activate(sketch, name, input, Activation.HardSigmoid)
        : Elementwise.Clip(sketch, name, Elementwise.Add(sketch, name, Elementwise.Multiply(sketch, name, input, Constant.Scalar(slope)), Constant.Scalar(shift)), 0, 1);

    private static Symbol PRelu(OnnxNode node)
    {
        var (input, slope) = (node.Input(), node.Constant(1));
        return slope.Shape.Count <= input.Shape.Count
            ? Normalising.PRelu(node.Sketch, node.Name, input, slope)
            : throw new ToolException($"its slope is {slope.ShownShape} for {input.ShownShape}; no more axes are accepted.");
    }

    /// <summary>Before set 13, softmax runs over all axes from this one on.</summary>
    private static Value Softmax11(OnnxNode node)
    {
        var (input, axis) = (node.Input(), node.Integer("axis", 1));
        return input.Shape.Skip(Reshaping.Axis(axis, input.Shape.Count) + 1).All(extent => extent == 1)
            ? Pooling.Softmax(node.Sketch, node.Name, input, axis)
            : throw new ToolException($"it runs over all axes from {axis} of {input.ShownShape}.");
    }
}
