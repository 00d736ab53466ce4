using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Tool.Import.Lowering;

/// <summary>
/// A quantised tensor's real numbers end where its integers end. Quantisers leave out activations that those ends make needless, and values that
/// calibration never saw saturate, so that the ends are a part of what the network computes.
/// </summary>
internal static class QuantisedRange
{
    private static readonly (double Min, double Max) s_anything = (double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>The tensor, cut off where its integers end by more than one step; one that ends as ReLU6 does within a step is a ReLU6.</summary>
    /// <param name="sketch">The graph.</param>
    /// <param name="name">What a new node is called.</param>
    /// <param name="tensor">The real numbers.</param>
    /// <param name="quantisation">The integers that stand for them.</param>
    /// <exception cref="ToolException">The scale is no positive number, or the zero point is none of the type's integers.</exception>
    public static Symbol Clamp(GraphSketch sketch, string name, Symbol tensor, Quantisation quantisation)
    {
        var ((min, max), (low, high), step) = (RequireValid(quantisation).RealRange, Of(sketch, tensor.Node), quantisation.Scale);
        var (cutsLow, cutsHigh) = (low < min - step, high > max + step);
        return (cutsLow, cutsHigh) switch
        {
            (false, false) => tensor,
            (_, true) when (cutsLow ? min == 0 : low >= 0) && Math.Abs(max - 6) <= step => (Symbol)Elementwise.Activate(sketch, name, tensor, Activation.Relu6),
            _ => (Symbol)Elementwise.Clip(sketch, name, tensor, cutsLow ? min : double.NegativeInfinity, cutsHigh ? max : double.PositiveInfinity),
        };
    }

    /// <summary>A constant that is quantised: the real numbers that its integers stand for.</summary>
    public static Constant Round(Constant value, Quantisation quantisation)
    {
        var (min, max) = RequireValid(quantisation).RealRange;
        return Constants.Map(value, number => Math.Clamp(Math.Round(number / quantisation.Scale) * quantisation.Scale, min, max));
    }

    /// <exception cref="ToolException">The scale is no positive number, or the zero point is none of the type's integers.</exception>
    public static Quantisation RequireValid(Quantisation quantisation)
    {
        var (min, max) = quantisation.Element.Range();
        return quantisation.Scale is > 0 and < double.PositiveInfinity && quantisation.ZeroPoint >= min && quantisation.ZeroPoint <= max
            ? quantisation
            : throw new ToolException($"its integers are {quantisation.DisplayText}; a positive scale and a zero point from {min} to {max} are accepted.");
    }

    /// <summary>Between which numbers a node's elements lie, whatever the network's inputs are.</summary>
    private static (double Min, double Max) Of(GraphSketch sketch, int index)
    {
        var node = sketch.Nodes[index];
        return node.Operation switch
        {
            Input => sketch.RangeOf(index) ?? s_anything,
            Activate { Activation: var activation } => Of(activation, () => Of(sketch, node.Inputs[0])),
            Softmax => (0, 1),
            Pad pad => Union(Of(sketch, node.Inputs[0]), (pad.Value, pad.Value)),
            AveragePool { CountIncludePad: true } => Union(Of(sketch, node.Inputs[0]), (0, 0)),
            MaxPool or AveragePool or GlobalAveragePool or GlobalMaxPool or Flatten or Reshape or Transpose or Concat or Upsample or Resize =>
                node.Inputs.Select(input => Of(sketch, input)).Aggregate(Union),
            _ => s_anything,
        };
    }

    private static (double Min, double Max) Of(Activation activation, Func<(double, double)> input) => activation.Function switch
    {
        ActivationFunction.Relu => Within(input(), 0, double.PositiveInfinity),
        ActivationFunction.Relu6 => Within(input(), 0, 6),
        ActivationFunction.Clip => Within(input(), activation.Low, activation.High),
        ActivationFunction.Sigmoid or ActivationFunction.HardSigmoid => (0, 1),
        ActivationFunction.Tanh => (-1, 1),
        _ => s_anything,
    };

    private static (double Min, double Max) Within((double Min, double Max) range, double low, double high) =>
        (Math.Max(range.Min, low), Math.Min(range.Max, high));

    private static (double Min, double Max) Union((double Min, double Max) first, (double Min, double Max) second) =>
        (Math.Min(first.Min, second.Min), Math.Max(first.Max, second.Max));
}
