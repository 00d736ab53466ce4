using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Lowering;

namespace MobileNetGen.Tool.Formats.Onnx;

/// <summary>Comparisons and choices among what is known at import: exporters leave them in arithmetic on shapes.</summary>
internal static class OnnxLogic
{
    private const string Known = "Of what is known at import only.";

    public static readonly IReadOnlyList<OnnxOperator> All =
    [
        new("And", 7, "A B", "", node => Compared(node, (x, y) => x != 0 && y != 0), Known),
        new("Equal", 7, "A B", "", node => Compared(node, (x, y) => x == y), Known),
        new("Greater", 7, "A B", "", node => Compared(node, (x, y) => x > y), Known),
        new("GreaterOrEqual", 12, "A B", "", node => Compared(node, (x, y) => x >= y), Known),
        new("If", 1, "cond", "then_branch else_branch", If) { Limits = "With a condition that is known at import." },
        new("Less", 7, "A B", "", node => Compared(node, (x, y) => x < y), Known),
        new("LessOrEqual", 12, "A B", "", node => Compared(node, (x, y) => x <= y), Known),
        new("Not", 1, "X", "", node => Constants.Map(node.Constant(0), value => value == 0 ? 1 : 0), Known),
        new("Or", 7, "A B", "", node => Compared(node, (x, y) => x != 0 || y != 0), Known),
        new("Where", 9, "condition X Y", "", Where, "With a condition that is known at import, and one of the two throughout."),
    ];

    /// <summary>What the branch makes that is taken; the other one is not read.</summary>
    private static IReadOnlyList<Value> If(OnnxNode node) => node.Any() is Constant { Values: [var condition] }
        ? condition != 0 ? node.Run("then_branch", "else_branch") : node.Run("else_branch", "then_branch")
        : throw new ToolException("its condition is not known at import, which makes it control flow; export the model for one shape, and simplify it.");

    private static Constant Compared(OnnxNode node, Func<double, double, bool> holds)
    {
        var truth = Constants.Zip(node.Constant(0).As(ModelElementType.Float64), node.Constant(1).As(ModelElementType.Float64), (x, y) => holds(x, y) ? 1 : 0);
        return truth.As(ModelElementType.Bool);
    }

    private static Value Where(OnnxNode node)
    {
        var (condition, first, second) = (node.Constant(0), node.Any(1), node.Any(2));
        if (first is Constant left && second is Constant right)
        {
            // What is not chosen may be no number.
            var shape = Constants.Broadcast(Constants.Broadcast(condition.Shape, left.Shape), right.Shape);
            var (yes, no, choice) = (Constants.Spread(left, shape), Constants.Spread(right, shape), Constants.Spread(condition, shape));
            return left.Holding(shape, [.. choice.Values.Select((value, index) => value != 0 ? yes.Values[index] : no.Values[index])]);
        }

        var chosen = condition.Values.Distinct().ToList() is [var all]
            ? (all != 0 ? first : second)
            : throw new ToolException("it mixes tensors place by place; one of them throughout is accepted.");
        return Constants.Broadcast(Constants.Broadcast(condition.Shape, first.Shape), second.Shape).SequenceEqual(chosen.Shape)
            ? chosen
            : throw new ToolException($"it spreads {chosen.DisplayShape} over a larger shape, which is not supported.");
    }
}
