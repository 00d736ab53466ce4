using MobileNetGen.Generator.Ops;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Lowering;

namespace MobileNetGen.Tool.Formats.Onnx;

/// <summary>Sums, means and the like along axes.</summary>
internal static class OnnxReductions
{
    private const string Known = "Of what is known at import only.";

    public static readonly IReadOnlyList<OnnxOperator> All =
    [
        .. Forms("ReduceL1", 18, Of(
            (sketch, name, input, axes, keeps) => Reducing.Sum(sketch, name, Elementwise.Apply(sketch, $"{name}_abs", input, UnaryFunction.Abs), axes, keeps),
            values => values.Sum(Math.Abs))),
        .. Forms("ReduceL2", 18, Of(Reducing.Norm, values => Math.Sqrt(values.Sum(value => value * value)))),
        .. Forms("ReduceLogSum", 18, Of(
            (sketch, name, input, axes, keeps) => Elementwise.Apply(sketch, name, Reducing.Sum(sketch, $"{name}_sum", input, axes, keeps), UnaryFunction.Log),
            values => Math.Log(values.Sum()))),
        .. Forms("ReduceMax", 18, Of(Reducing.Max, values => values.Max())),
        .. Forms("ReduceMean", 18, Of(Reducing.Mean, values => values.Average())),
        .. Forms("ReduceMin", 18, Of(Reducing.Min, values => values.Min())),
        .. Forms("ReduceProd", 18, node => Folded(node, values => values.Aggregate(1.0, (product, value) => product * value)), Known),
        .. Forms("ReduceSum", 13, Of(Reducing.Sum, values => values.Sum())),
        .. Forms("ReduceSumSquare", 18, Of(Reducing.Squares, values => values.Sum(value => value * value))),
    ];

    /// <summary>The axes were an attribute before they became an input.</summary>
    private static IEnumerable<OnnxOperator> Forms(string name, int since, Func<OnnxNode, Value> read, string limits = "") =>
    [
        new(name, 1, "data", "axes keepdims", read, limits),
        new(name, since, "data axes?", "keepdims noop_with_empty_axes", read, limits),
    ];

    private static Func<OnnxNode, Value> Of(
        Func<GraphSketch, string, Value, IReadOnlyList<int>, bool, Value> ofTensor,
        Func<IEnumerable<double>, double> ofNumbers) => node => node.Input() switch
    {
        Constant => Folded(node, ofNumbers),
        var tensor when IsIdle(node) => tensor,
        var tensor => ofTensor(node.Sketch, node.Name, tensor, Axes(node, tensor), KeepsAxes(node)),
    };

    private static Constant Folded(OnnxNode node, Func<IEnumerable<double>, double> reduce)
    {
        var value = node.Constant(0);
        return IsIdle(node) ? value : Constants.Reduce(value, Axes(node, value), KeepsAxes(node), reduce);
    }

    private static bool KeepsAxes(OnnxNode node) => node.Flag("keepdims", true);

    private static IReadOnlyList<int>? Said(OnnxNode node) => node.Form.Signature.Find("axes") is null
        ? node.ConstantOrNull(1)?.Integers()
        : node.Integers("axes");

    private static bool IsIdle(OnnxNode node) =>
        node.Form.Signature.Find("noop_with_empty_axes") is not null && node.Flag("noop_with_empty_axes") && Said(node) is not { Count: > 0 };

    /// <summary>None means all.</summary>
    private static IReadOnlyList<int> Axes(OnnxNode node, Value input) => Said(node) is { Count: > 0 } said
        ? said
        : [.. Enumerable.Range(0, input.Shape.Count)];
}
