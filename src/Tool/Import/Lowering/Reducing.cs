using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Tool.Import.Lowering;

/// <summary>One element of all along some axes. No axes are all of them.</summary>
internal static class Reducing
{
    public static Value Mean(GraphSketch sketch, string name, Value input, IReadOnlyList<int> axes, bool keepsAxes) =>
        Along(sketch, name, input, axes, keepsAxes, Reduction.Mean);

    public static Value Max(GraphSketch sketch, string name, Value input, IReadOnlyList<int> axes, bool keepsAxes) =>
        Along(sketch, name, input, axes, keepsAxes, Reduction.Max);

    /// <summary>The smallest, as minus the largest of minus each.</summary>
    public static Value Min(GraphSketch sketch, string name, Value input, IReadOnlyList<int> axes, bool keepsAxes)
    {
        var least = Along(sketch, name, Negative(sketch, $"{name}_negative", input), axes, keepsAxes, Reduction.Max);
        return Negative(sketch, $"{name}_least", least);
    }

    public static Value Sum(GraphSketch sketch, string name, Value input, IReadOnlyList<int> axes, bool keepsAxes) =>
        Along(sketch, name, input, axes, keepsAxes, Reduction.Sum);

    /// <summary>The sum of squares.</summary>
    public static Value Squares(GraphSketch sketch, string name, Value input, IReadOnlyList<int> axes, bool keepsAxes) =>
        Sum(sketch, name, Elementwise.Multiply(sketch, $"{name}_square", input, input), axes, keepsAxes);

    /// <summary>The root of the sum of squares.</summary>
    public static Value Norm(GraphSketch sketch, string name, Value input, IReadOnlyList<int> axes, bool keepsAxes) =>
        Elementwise.Apply(sketch, name, Squares(sketch, $"{name}_squares", input, axes, keepsAxes), UnaryFunction.Sqrt);

    private static Value Negative(GraphSketch sketch, string name, Value input) => Elementwise.Multiply(sketch, name, input, Constant.Scalar(-1));

    private static Value Along(GraphSketch sketch, string name, Value input, IReadOnlyList<int> axes, bool keepsAxes, Reduction function)
    {
        HashSet<int> reduced = [.. axes.Count == 0 ? Enumerable.Range(0, input.Shape.Count) : axes.Select(axis => Reshaping.Axis(axis, input.Shape.Count))];
        if (input is Constant constant)
        {
            return Constants.Reduce(constant, [.. reduced], keepsAxes, values => function switch
            {
                Reduction.Mean => values.Average(),
                Reduction.Max => values.Max(),
                _ => values.Sum(),
            });
        }

        var tensor = (Symbol)input;
        int[] gone = [.. reduced.SelectMany(axis => tensor.Dims[axis]).Order()];
        if (Slicing.Axes(sketch, tensor) is not { } own || own.Any(factors => factors.Any(gone.Contains) && !factors.All(gone.Contains)))
        {
            // What is reduced becomes the rows, what stays the channels.
            int[] kept = [.. Enumerable.Range(0, tensor.Memory.Length).Except(gone)];
            tensor = Arranging.Arrange(sketch, tensor, gone, [], kept);
            (gone, own) = ([.. Enumerable.Range(0, gone.Length)], [[.. Enumerable.Range(0, gone.Length)], [], [.. Enumerable.Range(gone.Length, kept.Length)]]);
        }

        var node = gone.Length == 0 ? tensor.Node : sketch.Add(name, Operation(function, own, gone), [tensor.Node]);
        int[] left = [.. Enumerable.Range(0, tensor.Memory.Length).Except(gone)];
        return new Symbol(node, [.. left.Select(factor => tensor.Memory[factor])], [.. tensor.Dims
            .Select((dim, axis) => (Axis: axis, Factors: reduced.Contains(axis) ? [] : dim.Select(factor => Array.IndexOf(left, factor)).ToArray()))
            .Where(dim => keepsAxes || !reduced.Contains(dim.Axis))
            .Select(dim => dim.Factors)]);
    }

    /// <summary>Over all pixels, what networks have before their heads; else along the axes that go.</summary>
    private static Operation Operation(Reduction function, int[][] own, int[] gone)
    {
        bool[] goes = [.. own.Select(factors => factors.Length > 0 && factors.All(gone.Contains))];
        return (function, own[0].Concat(own[1]).All(gone.Contains) && !goes[2]) switch
        {
            (Reduction.Mean, true) => new GlobalAveragePool(),
            (Reduction.Max, true) => new GlobalMaxPool(),
            _ => new Reduce(function, new AxisSet(goes[0], goes[1], goes[2])),
        };
    }
}
