using MobileNetGen.Generator.Ops;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Lowering;

namespace MobileNetGen.Tool.Formats.TfLite;

/// <summary>Arithmetic element by element, and from one element type to another.</summary>
internal static class TfLiteArithmetic
{
    private const string Shapes = "of integers without a scale, constants";

    public static readonly IReadOnlyList<TfLiteOperator> All =
    [
        Function("ABS", 5, UnaryFunction.Abs),
        new("ADD", 5, "input1 input2", node => Combined(node, Elementwise.Add, (x, y) => x + y))
        {
            Options = "AddOptions", Signature = "fused_activation_function pot_scale_int16~", Limits = Shapes,
        },
        new("CAST", 7, "input", Cast)
        {
            Options = "CastOptions", Signature = "in_data_type~ out_data_type~",
            Limits = "where no element changes: from integers without a scale to FLOAT32 or to wider integers",
        },
        new("DENSIFY", 1, "input", node => node.View("input")),
        new("DEQUANTIZE", 6, "input", node => node.Real("input")),
        new("DIV", 2, "input1 input2", node => Combined(node, Elementwise.Divide, Quotient))
        {
            Options = "DivOptions", Signature = "fused_activation_function", Limits = Shapes,
        },
        Function("EXP", 2, UnaryFunction.Exp),
        Function("LOG", 2, UnaryFunction.Log),
        new("MAXIMUM", 4, "input1 input2", node => Extreme(node, new Maximum(), number => (number, double.PositiveInfinity))),
        new("MINIMUM", 4, "input1 input2", node => Extreme(node, new Minimum(), number => (double.NegativeInfinity, number))),
        new("MUL", 7, "input1 input2", node => Combined(node, Elementwise.Multiply, (x, y) => x * y))
        {
            Options = "MulOptions", Signature = "fused_activation_function", Limits = Shapes,
        },
        new("NEG", 1, "input", node => Elementwise.Multiply(node.Sketch, node.Name, node.Real("input"), Constant.Scalar(-1))),
        new("QUANTIZE", 4, "input", node => node.Real("input")),
        new("RSQRT", 2, "input", node => Elementwise.Divide(
            node.Sketch,
            node.Name,
            Constant.Scalar(1),
            Elementwise.Apply(node.Sketch, $"{node.Name}_root", node.Real("input"), UnaryFunction.Sqrt))),
        Function("SQRT", 2, UnaryFunction.Sqrt),
        new("SQUARE", 2, "input", node => Elementwise.Multiply(node.Sketch, node.Name, node.Real("input"), node.Real("input"))),
        new("SQUARED_DIFFERENCE", 2, "input1 input2", SquaredDifference),
        new("SUB", 5, "input1 input2", node => Combined(node, Elementwise.Subtract, (x, y) => x - y))
        {
            Options = "SubOptions", Signature = "fused_activation_function pot_scale_int16~", Limits = Shapes,
        },
    ];

    /// <summary>Real numbers, or, of integers without a scale, arithmetic on shapes.</summary>
    private static Value Combined(TfLiteNode node, Func<GraphSketch, string, Value, Value, Value> reals, Func<double, double, double> integers)
    {
        if (node.Entry("input1").IsReal)
        {
            return node.Activated(reals(node.Sketch, node.Name, node.Real("input1"), node.Real("input2")));
        }

        var (left, right) = (node.View("input1"), node.View("input2"));
        if (left is not Constant first || right is not Constant second || node.Word("fused_activation_function") != "NONE")
        {
            throw new ToolException($"arithmetic on tensors of {node.Output.DisplayType} is not supported; convert them to FLOAT32 first.");
        }

        var (min, max) = node.Output.Element is { } element ? element.Range() : (0, 0);
        var result = Constants.Zip(first, second, integers);
        return result.Values.All(value => value >= min && value <= max)
            ? result
            : throw new ToolException($"its result leaves the range of {node.Output.DisplayType}.");
    }

    /// <summary>Integers are divided towards 0.</summary>
    private static double Quotient(double left, double right) => right != 0 ? Math.Truncate(left / right) : throw new ToolException("it divides by 0.");

    private static TfLiteOperator Function(string name, int maxVersion, UnaryFunction function) =>
        new(name, maxVersion, "input", node => Elementwise.Apply(node.Sketch, node.Name, node.Real("input"), function));

    private static Value SquaredDifference(TfLiteNode node)
    {
        var difference = Elementwise.Subtract(node.Sketch, $"{node.Name}_difference", node.Real("input1"), node.Real("input2"));
        return Elementwise.Multiply(node.Sketch, node.Name, difference, difference);
    }

    /// <summary>The larger or smaller of two, which are real numbers, or integers of one meaning that come out as they are.</summary>
    private static Value Extreme(TfLiteNode node, Operation operation, Func<double, (double Low, double High)> bounds)
    {
        var isReal = node.Entry("input1").IsReal && node.Entry("input2").IsReal;
        var (left, right) = isReal ? (node.Real("input1"), node.Real("input2")) : (node.View("input1"), node.View("input2"));
        switch (left, right)
        {
            case (Symbol tensor, Constant { Values: [var number] }) when right.Shape.Count <= left.Shape.Count:
                return Elementwise.Clip(node.Sketch, node.Name, tensor, bounds(number).Low, bounds(number).High);
            case (Constant { Values: [var number] }, Symbol tensor) when left.Shape.Count <= right.Shape.Count:
                return Elementwise.Clip(node.Sketch, node.Name, tensor, bounds(number).Low, bounds(number).High);
            case (Symbol tensor, Constant constant):
                return Elementwise.Beside(node.Sketch, node.Name, operation, tensor, constant);
            case (Constant constant, Symbol tensor):
                return Elementwise.Beside(node.Sketch, node.Name, operation, tensor, constant, isFirst: true);
            case (Symbol first, Symbol second):
                return Elementwise.Combine(node.Sketch, node.Name, operation, first, second);
            default:
                return Constants.Zip((Constant)left, (Constant)right, (x, y) => Math.Clamp(x, bounds(y).Low, bounds(y).High));
        }
    }

    /// <summary>What the network computes must stay what it is; constants are cut off towards 0.</summary>
    private static Value Cast(TfLiteNode node)
    {
        var (from, to) = (node.Entry("input"), node.Output);
        var value = node.Converted("input");
        if (from.IsQuantised || to.IsQuantised || from.Element is not { } source || to.Element is not { } target)
        {
            var shown = $"from {from.DisplayType}{(from.IsQuantised ? " with a scale" : "")} to {to.DisplayType}{(to.IsQuantised ? " with a scale" : "")}";
            throw new ToolException($"{shown} it is not supported; between real numbers and integers without a scale, it is.");
        }

        if (value is Constant constant && target.IsInteger() && (source.IsFloat() || source.IsInteger()))
        {
            var (min, max) = target.Range();
            return constant.Values.All(number => Math.Truncate(number) >= min && Math.Truncate(number) <= max)
                ? Constants.Map(constant, Math.Truncate)
                : throw new ToolException($"a constant leaves the range of {to.DisplayType}.");
        }

        return Holds(source, target) ? value : throw new ToolException($"from {from.DisplayType} to {to.DisplayType} it changes numbers, "
            + "which is not supported.");
    }

    /// <summary>True if every number of one type is one of another. Integers that a network takes are floats there already.</summary>
    private static bool Holds(ModelElementType source, ModelElementType target) => (source.IsInteger(), target.IsInteger()) switch
    {
        (true, true) => source.Range().Min >= target.Range().Min && source.Range().Max <= target.Range().Max,
        (false, true) => false,
        _ => target == source || (target is ModelElementType.Float32 or ModelElementType.Float64 && (source.IsInteger() || source.IsFloat())),
    };
}
