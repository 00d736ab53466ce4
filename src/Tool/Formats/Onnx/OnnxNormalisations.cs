using MobileNetGen.Generator.Ops;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Lowering;

namespace MobileNetGen.Tool.Formats.Onnx;

/// <summary>Normalisations by what each tensor holds.</summary>
internal static class OnnxNormalisations
{
    /// <summary>The least divisor of a norm, where ONNX has none: 0 over it is 0.</summary>
    private const double MinNorm = 1e-37;

    public static readonly IReadOnlyList<OnnxOperator> All =
    [
        new("GroupNormalization", 21, "X scale bias", "epsilon num_groups stash_type~", Group),
        new(
            "InstanceNormalization",
            6,
            "input scale B",
            "epsilon",
            node => Scaled(node, NormalizationLowering.Standardise(node.Sketch, node.Name, node.Input(), Rest(node, 2), Epsilon(node)), 1)),
        new("LayerNormalization", 17, "X Scale B?", "axis epsilon stash_type~", Layer, "Its first output."),
        new("LpNormalization", 1, "input", "axis p", Norm),
        new(
            "MeanVarianceNormalization",
            13,
            "X",
            "axes",
            node => NormalizationLowering.Standardise(node.Sketch, node.Name, node.Input(), node.Integers("axes") ?? [0, 2, 3], 1e-9)),
        new("RMSNormalization", 23, "X scale", "axis epsilon stash_type~", node => Elementwise.Multiply(
            node.Sketch, node.Name, NormalizationLowering.ByRoot(
                node.Sketch,
                $"{node.Name}_normal",
                node.Input(),
                Rest(node, node.Integer("axis", -1)),
                Epsilon(node)), node.Constant(1))),
    ];

    private static double Epsilon(OnnxNode node) => node.Number("epsilon", 1e-5f);

    private static IReadOnlyList<int> Rest(OnnxNode node, int axis)
    {
        var rank = node.Input().Shape.Count;
        var first = Reshaping.Axis(axis, rank);
        return [.. Enumerable.Range(first, rank - first)];
    }

    private static Value Layer(OnnxNode node)
    {
        var normal = NormalizationLowering.Standardise(node.Sketch, $"{node.Name}_normal", node.Input(), Rest(node, node.Integer("axis", -1)), Epsilon(node));
        var scaled = Elementwise.Multiply(node.Sketch, $"{node.Name}_scaled", normal, node.Constant(1));
        return node.ConstantOrNull(2) is { } bias ? Elementwise.Add(node.Sketch, node.Name, scaled, bias) : scaled;
    }

    private static Value Group(OnnxNode node)
    {
        var (input, groups) = (node.Input(), node.Integer("num_groups", 0));
        if (input.Shape.Count < 3 || groups < 1 || input.Shape[1] % groups != 0)
        {
            throw new ToolException($"its num_groups are {groups} for {input.DisplayShape}; a divisor of the channels is accepted.");
        }

        var split = Reshaping.Reshape(input, [input.Shape[0], groups, -1]);
        var normal = NormalizationLowering.Standardise(node.Sketch, $"{node.Name}_normal", split, [2], Epsilon(node));
        return Scaled(node, Reshaping.Reshape(normal, input.Shape), 1);
    }

    /// <summary>A factor and a summand for each place of an axis.</summary>
    private static Value Scaled(OnnxNode node, Value value, int axis)
    {
        int[] shape = [.. value.Shape.Select((extent, index) => index == axis ? extent : 1)];
        var scaled = Elementwise.Multiply(node.Sketch, $"{node.Name}_scaled", value, Reshaping.Reshape(node.Constant(1), shape));
        return Elementwise.Add(node.Sketch, $"{node.Name}_shifted", scaled, Reshaping.Reshape(node.Constant(2), shape));
    }

    private static Value Norm(OnnxNode node)
    {
        var (input, axis, power) = (node.Input(), node.Integer("axis", -1), node.Integer("p", 2));
        if (power == 2)
        {
            return Pooling.Normalise(node.Sketch, node.Name, input, [axis], MinNorm);
        }

        var sum = power == 1
            ? Reducing.Sum(
                node.Sketch,
                $"{node.Name}_sum",
                Elementwise.Apply(node.Sketch, $"{node.Name}_abs", input, UnaryFunction.Abs),
                [axis],
                keepsAxes: true)
            : throw new ToolException($"its p is {power}; 1 and 2 are accepted.");
        return Elementwise.Divide(
            node.Sketch,
            node.Name,
            input,
            Elementwise.Clip(node.Sketch, $"{node.Name}_divisor", sum, MinNorm, double.PositiveInfinity));
    }
}
