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
        new(
            "Clip",
            11,
            "input min? max?",
            "",
            node => Clip(node, node.ConstantOrNull(1)?.Number ?? double.NegativeInfinity, node.ConstantOrNull(2)?.Number ?? double.PositiveInfinity)),
        new("Celu", 12, "X", "alpha", node => Activating.Celu(node.Sketch, node.Name, node.Input(), node.Number("alpha", 1))),
        new("Elu", 6, "X", "alpha", node => Elementwise.Activate(node.Sketch, node.Name, node.Input(), Activation.Elu(node.Number("alpha", 1)))),
        new("Gelu", 20, "X", "approximate", node => Elementwise.Activate(node.Sketch, node.Name, node.Input(), node.Text("approximate", "none") switch
        {
            "none" => Activation.Gelu,
            "tanh" => Activation.GeluTanh,
            var other => throw new ToolException($"its approximate is {other}; none and tanh are accepted."),
        })),
        new(
            "HardSigmoid",
            6,
            "X",
            "alpha beta",
            node => HardSigmoid(node.Sketch, node.Name, node.Input(), node.Number("alpha", 0.2f), node.Number("beta", 0.5))),
        new("HardSwish", 14, "X", "", Of(Activation.HardSwish)),
        new("LeakyRelu", 6, "X", "alpha", node => Elementwise.Activate(node.Sketch, node.Name, node.Input(), Activation.LeakyRelu(node.Number("alpha", 0.01)))),
        new("LogSoftmax", 1, "input", "axis", node => Softmax11(node, Pooling.LogSoftmax)),
        new("LogSoftmax", 13, "input", "axis", node => Pooling.LogSoftmax(node.Sketch, node.Name, node.Input(), node.Integer("axis", -1))),
        new("Mish", 18, "X", "", node => Activating.Mish(node.Sketch, node.Name, node.Input())),
        new("PRelu", 7, "X slope", "", PRelu),
        new("Relu", 6, "X", "", Relu),
        new("Sigmoid", 6, "X", "", Of(Activation.Sigmoid)),
        new("Selu", 6, "X", "alpha gamma", node => Activating.Selu(
            node.Sketch,
            node.Name,
            node.Input(),
            node.Number("alpha", 1.67326319217681884765625),
            node.Number("gamma", 1.05070102214813232421875))),
        new("Softmax", 1, "input", "axis", node => Softmax11(node, Pooling.Softmax)),
        new("Softmax", 13, "input", "axis", node => Pooling.Softmax(node.Sketch, node.Name, node.Input(), node.Integer("axis", -1))),
        new("Softplus", 1, "X", "", node => Activating.Softplus(node.Sketch, node.Name, node.Input())),
        new("Softsign", 1, "input", "", node => Activating.Softsign(node.Sketch, node.Name, node.Input())),
        new("Swish", 24, "X", "alpha=1", Of(Activation.Swish)),
        new("Tanh", 6, "input", "", Of(Activation.Tanh)),
    ];

    private static Func<OnnxNode, Value> Of(Activation activation) => node => Elementwise.Activate(node.Sketch, node.Name, node.Input(), activation);

    /// <summary>The activation that a Clip or Relu is, of real numbers.</summary>
    public static Activation CutOf(OnnxNode node)
    {
        if (node.Form.Name == "Relu")
        {
            return Activation.Relu;
        }

        var (low, high) = node.Form.Since < 11
            ? (node.Number("min", -float.MaxValue), node.Number("max", float.MaxValue))
            : (node.ConstantOrNull(1)?.Number ?? double.NegativeInfinity, node.ConstantOrNull(2)?.Number ?? double.PositiveInfinity);
        return double.IsNaN(low) || double.IsNaN(high) || !(low < double.PositiveInfinity) || !(high > double.NegativeInfinity)
            ? throw new ToolException("a bound is no number, or leaves none.")
            : Activation.Clip(Math.Min(low, high), high);
    }

    /// <summary>
    /// A cut-off compares, and so quantised integers may be cut off as what they stand for. ONNX takes the upper bound where it is below the lower one.
    /// </summary>
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
        : Elementwise.Clip(
            sketch,
            name,
            Elementwise.Add(sketch, name, Elementwise.Multiply(sketch, name, input, Constant.Scalar(slope)), Constant.Scalar(shift)),
            0,
            1);

    private static Value PRelu(OnnxNode node)
    {
        var (input, slope) = (node.Input(), node.Constant(1));
        return slope.Shape.Count <= input.Shape.Count
            ? NormalizationLowering.PRelu(node.Sketch, node.Name, input, slope)
            : throw new ToolException($"its slope is {slope.DisplayShape} for {input.DisplayShape}; no more axes are accepted.");
    }

    /// <summary>Before set 13, softmax runs over all axes from this one on.</summary>
    private static Value Softmax11(OnnxNode node, Func<GraphSketch, string, Value, int[], Value> softmax)
    {
        var (input, axis) = (node.Input(), node.Integer("axis", 1));
        var (rank, first) = (input.Shape.Count, Reshaping.Axis(axis, input.Shape.Count));
        return softmax(node.Sketch, node.Name, input, [.. Enumerable.Range(first, rank - first)]);
    }
}
