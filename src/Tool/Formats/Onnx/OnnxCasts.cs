using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Lowering;

namespace MobileNetGen.Tool.Formats.Onnx;

/// <summary>Elements as elements of another type.</summary>
internal static class OnnxCasts
{
    public const string Limits = "A tensor that the network computes stays what it is: floats become floats, integers floats or wider integers.";

    /// <exception cref="ToolException">The network would have to cut off fractions or bits.</exception>
    public static Value Cast(OnnxNode node, ModelElementType to) => node.Any() switch
    {
        Constant constant => constant.As(to),
        Symbol { Element: var from } tensor when from == to => tensor,
        Symbol { Element: var from } tensor when from.IsFloat() && to.IsFloat() => tensor with { Element = to },
        Symbol { Element: var from } tensor when from.IsInteger() && to.IsFloat() => Quantising.Integers(node.Sketch, node.Name, tensor) with { Element = to },
        Symbol { Element: var from, Quantisation: null } tensor when from.IsInteger() && to.IsInteger() && Holds(to, from) => tensor with { Element = to },
        Symbol { Element: var from } => throw new ToolException($"it makes {to} of {from}, which cuts off what does not fit; floats of floats, "
            + "and floats or wider integers of integers, are accepted."),
        _ => throw new InvalidOperationException("a value is a constant or a symbol."),
    };

    private static bool Holds(ModelElementType wide, ModelElementType narrow)
    {
        var ((low, high), (least, most)) = (wide.Range(), narrow.Range());
        return low <= least && most <= high;
    }
}
