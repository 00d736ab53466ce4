using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Lowering;

namespace MobileNetGen.Tool.Formats.Onnx;

/// <summary>Sums, means and the like along axes.</summary>
internal static class OnnxReductions
{
    private const string Pixels = "";
    private const string Known = "Of what is known at import only.";

    public static readonly IReadOnlyList<OnnxOperator> All =
    [
        .. Forms("ReduceMax", 18, Max, Pixels),
        .. Forms("ReduceMean", 18, Mean, Pixels),
        .. Forms("ReduceMin", 18, node => Folded(node, values => values.Min()), Known),
        .. Forms("ReduceProd", 18, node => Folded(node, values => values.Aggregate(1.0, (product, value) => product * value)), Known),
        .. Forms("ReduceSum", 13, Sum, Pixels),
    ];

    /// <summary>The axes were an attribute before they became an input.</summary>
    private static IEnumerable<OnnxOperator> Forms(string name, int since, Func<OnnxNode, Value> read, string limits) =>
    [
        new(name, 1, "data", "axes keepdims", read, limits),
        new(name, since, "data axes?", "keepdims noop_with_empty_axes", read, limits),
    ];

    private static Value Mean(OnnxNode node) => Reduced(node, input => Pooling.Mean(node.Sketch, node.Name, input, Axes(node, input), KeepsAxes(node)), values => values.Average());

    private static Value Sum(OnnxNode node) => Reduced(node, input =>
    {
        var axes = Axes(node, input);
        var count = axes.Aggregate(1, (product, axis) => product * input.Shape[Reshaping.Axis(axis, input.Shape.Count)]);
        return Elementwise.Multiply(node.Sketch, node.Name, Pooling.Mean(node.Sketch, $"{node.Name}_mean", input, axes, KeepsAxes(node)), Constant.Scalar(count));
    }, values => values.Sum());

    private static Value Max(OnnxNode node) => Reduced(node, input => Pooling.GlobalMax(node.Sketch, node.Name, input, Axes(node, input), KeepsAxes(node)), values => values.Max());

    private static Value Reduced(OnnxNode node, Func<Symbol, Value> ofTensor, Func<IEnumerable<double>, double> ofNumbers) =>
        node.Input() is Symbol tensor ? IsIdle(node) ? tensor : ofTensor(tensor) : Folded(node, ofNumbers);

    private static Constant Folded(OnnxNode node, Func<IEnumerable<double>, double> reduce)
    {
        var value = node.Constant(0);
        return IsIdle(node) ? value : Constants.Reduce(value, Axes(node, value), KeepsAxes(node), reduce);
    }

    private static bool KeepsAxes(OnnxNode node) => node.Flag("keepdims", true);

    private static IReadOnlyList<int>? Said(OnnxNode node) => node.Form.Signature.Find("axes") is null ? node.ConstantOrNull(1)?.Integers() : node.Integers("axes");

    private static bool IsIdle(OnnxNode node) => node.Form.Signature.Find("noop_with_empty_axes") is not null && node.Flag("noop_with_empty_axes") && Said(node) is not { Count: > 0 };

    /// <summary>None means all.</summary>
    private static IReadOnlyList<int> Axes(OnnxNode node, Value input) => Said(node) is { Count: > 0 } said ? said : [.. Enumerable.Range(0, input.Shape.Count)];
}
