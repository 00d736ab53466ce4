using MobileNetGen.Generator.Ops;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Lowering;

namespace MobileNetGen.Tool.Formats.Onnx;

/// <summary>Arithmetic element by element.</summary>
internal static class OnnxArithmetic
{
    private const string OneType = "Tensors that the network computes are floats.";
    private const string Known = "Of what is known at import only.";

    public static readonly IReadOnlyList<OnnxOperator> All =
    [
        new("Abs", 6, "X", "", Of(UnaryFunction.Abs)),
        new("Add", 7, "A B", "", node => Pair(node, Elementwise.Add), OneType),
        new("Cast", 6, "input", "to saturate~ round_mode~", node => OnnxCasts.Cast(node, OnnxTypes.Element(node.Integer("to", 0))), OnnxCasts.Limits),
        new("CastLike", 15, "input target_type", "saturate~ round_mode~", node => OnnxCasts.Cast(node, node.Any(1).Element), OnnxCasts.Limits),
        new("Ceil", 6, "X", "", node => Folded(node, Math.Ceiling), Known),
        new("Div", 7, "A B", "", node => Pair(node, Elementwise.Divide), OneType),
        new("Erf", 9, "input", "", Of(UnaryFunction.Erf)),
        new("Exp", 6, "input", "", Of(UnaryFunction.Exp)),
        new("Floor", 6, "X", "", node => Folded(node, Math.Floor), Known),
        new("Log", 6, "input", "", Of(UnaryFunction.Log)),
        new(
            "Max",
            6,
            "data_0*",
            "",
            node => Bounds(node, new Maximum(), Math.Max, (value, bound) => Elementwise.Clip(node.Sketch, node.Name, value, bound, double.PositiveInfinity)),
            OneBound),
        new("Mean", 6, "data_0*", "", Mean, OneType),
        new(
            "Min",
            6,
            "data_0*",
            "",
            node => Bounds(node, new Minimum(), Math.Min, (value, bound) => Elementwise.Clip(node.Sketch, node.Name, value, double.NegativeInfinity, bound)),
            OneBound),
        new("Mod", 10, "A B", "fmod", Mod, Known),
        new("Mul", 7, "A B", "", node => Pair(node, Elementwise.Multiply), OneType),
        new("Neg", 6, "X", "", node => node.Input() is Constant constant ? Constants.Map(constant, value => -value) : Elementwise.Multiply(
            node.Sketch,
            node.Name,
            node.Input(),
            Constant.Scalar(-1))),
        new(
            "Pow",
            7,
            "X Y",
            "",
            node => Powers.Of(node.Sketch, node.Name, node.Input(), node.Constant(1)),
            "Of a tensor that the network computes, a whole power from -4 to 4, or half of one."),
        new("Reciprocal", 6, "X", "", node => Elementwise.Divide(node.Sketch, node.Name, Constant.Scalar(1), node.Input())),
        new("Round", 11, "X", "", node => Folded(node, value => Math.Round(value, MidpointRounding.ToEven)), Known),
        new("Sqrt", 6, "X", "", Of(UnaryFunction.Sqrt)),
        new("Sub", 7, "A B", "", node => Pair(node, Elementwise.Subtract), OneType),
        new("Sum", 6, "data_0*", "", Sum, OneType),
    ];

    private const string OneBound = "Quantised integers among themselves, or with single numbers.";

    private static Func<OnnxNode, Value> Of(UnaryFunction function) => node => Elementwise.Apply(node.Sketch, node.Name, node.Input(), function);

    /// <summary>Two inputs of one type, as ONNX demands: arithmetic on integers has other rules.</summary>
    /// <exception cref="ToolException">They are of two types.</exception>
    private static Value Pair(OnnxNode node, Func<GraphSketch, string, Value, Value, Value> operation)
    {
        var (left, right) = (node.Input(), node.Input(1));
        RequireOneType([left, right]);
        var rank = Math.Max(left.Shape.Count, right.Shape.Count);
        return operation(
            node.Sketch,
            node.Name,
            left is Symbol ? Elementwise.OfRank(left, rank) : left,
            right is Symbol ? Elementwise.OfRank(right, rank) : right);
    }

    private static void RequireOneType(IReadOnlyList<Value> values)
    {
        if (values.Select(value => value.Element).Distinct().ToList() is [var first, var second, ..])
        {
            throw new ToolException($"its inputs are of {first} and {second}; one type is accepted.");
        }
    }

    public static Constant Folded(OnnxNode node, Func<double, double> function) => node.Input() is Constant constant
        ? Constants.Map(constant, function)
        : throw new ToolException("its input is computed by the network; a constant is accepted.");

    private static Value Sum(OnnxNode node)
    {
        var values = node.Inputs();
        RequireOneType(values);
        return values.Skip(1).Aggregate(values[0], (sum, next) => Elementwise.Add(node.Sketch, node.Name, sum, next));
    }

    private static Value Mean(OnnxNode node) => Sum(node) is Symbol sum
        ? Elementwise.Multiply(node.Sketch, node.Name, sum, Constant.Scalar(1.0 / node.InputCount))
        : throw new ToolException("the mean of constants is not supported.");

    private static Constant Mod(OnnxNode node)
    {
        var (left, right, keepsSign) = (node.Constant(0), node.Constant(1), node.Flag("fmod"));
        RequireOneType([left, right]);
        return Constants.Zip(
            left,
            right,
            (value, by) => by == 0 ? throw new ToolException("it divides by 0.") : keepsSign ? value % by : value - (by * Math.Floor(value / by)));
    }

    /// <summary>The largest or smallest of numbers; of a tensor and a number, which is a cut-off, of quantised integers too.</summary>
    private static Value Bounds(OnnxNode node, Operation operation, Func<double, double, double> pick, Func<Value, double, Value> cut)
    {
        var values = node.AllOfAny();
        RequireOneType(values);
        return values.OfType<Symbol>().ToList() switch
        {
            [] => values.Cast<Constant>().Aggregate((most, next) => Constants.Zip(most, next, pick)),
            [var tensor] when values.OfType<Constant>().All(bound => bound.Values.Length == 1 && bound.Shape.Count <= tensor.Shape.Count) =>
                Quantising.Of(
                    tensor,
                    real => values.OfType<Constant>().Aggregate((Value)real, (value, bound) => cut(value, Quantising.Real(tensor, bound.Number)))),
            [var only] when only.Quantisation is null => values.OfType<Constant>().Aggregate(
                (Value)only, (value, bound) => Elementwise.Beside(node.Sketch, node.Name, operation, (Symbol)value, bound)),
            [var first, ..] tensors when tensors.Count == values.Count && tensors.All(tensor => tensor.Quantisation == first.Quantisation) =>
                Quantising.Of(
                    first,
                    real => tensors.Skip(1).Aggregate(real, (most, next) => Elementwise.Combine(node.Sketch, node.Name, operation, most, next))),
            _ => throw new ToolException("tensors of one type and scale, or a tensor of real numbers and constants, are accepted."),
        };
    }
}
