using MobileNetGen.Generator.Graph;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Lowering;

namespace MobileNetGen.Tool.Formats.Onnx;

/// <summary>Poolings.</summary>
internal static class OnnxPoolings
{
    private const string Window = "auto_pad kernel_shape pads strides";

    public static readonly IReadOnlyList<OnnxOperator> All =
    [
        new("AveragePool", 7, "X", Window + " count_include_pad", node => Average(node, node.Input(), AxisOrder.Nchw)),
        new("AveragePool", 10, "X", Window + " count_include_pad ceil_mode", node => Average(node, node.Input(), AxisOrder.Nchw)),
        new("AveragePool", 19, "X", Window + " count_include_pad ceil_mode dilations", node => Average(node, node.Input(), AxisOrder.Nchw)),
        new("GlobalAveragePool", 1, "X", "", node => GlobalAverage(node, node.Input(), AxisOrder.Nchw)),
        new("GlobalMaxPool", 1, "X", "", node => Moving(node, input => Reducing.Max(node.Sketch, node.Name, input, [2, 3], keepsAxes: true))),
        new("MaxPool", 1, "X", Window, node => Max(node, AxisOrder.Nchw)),
        new("MaxPool", 8, "X", Window + " storage_order~", node => Max(node, AxisOrder.Nchw), "Without its indices."),
        new("MaxPool", 10, "X", Window + " storage_order~ ceil_mode dilations", node => Max(node, AxisOrder.Nchw), "Without its indices."),
    ];

    /// <summary>Rows and columns of a batch of one map.</summary>
    /// <exception cref="ToolException">It is none.</exception>
    public static Extent MapOf(Value input, AxisOrder order) => (input.Shape, order) switch
    {
        ([_, _, var rows, var columns], AxisOrder.Nchw) => new Extent(rows, columns),
        ([_, var rows, var columns, _], AxisOrder.Nhwc) => new Extent(rows, columns),
        _ => throw new ToolException($"its input is {input.DisplayShape}; a batch of one map is accepted."),
    };

    /// <summary>Where padding counts and a window reaches beyond it, what is beyond does not: the padding becomes a layer.</summary>
    public static Value Average(OnnxNode node, Value input, AxisOrder order) => Average(node, input, order, node.Flag("count_include_pad"));

    /// <inheritdoc cref="Average(OnnxNode, Value, AxisOrder)"/>
    /// <param name="node">The node.</param>
    /// <param name="input">The map.</param>
    /// <param name="order">Where the channels are.</param>
    /// <param name="counts">Whether padding counts.</param>
    public static Value Average(OnnxNode node, Value input, AxisOrder order, bool counts)
    {
        var window = PoolingWindow(node, input, order);
        var beyond = Beyond(node, window, MapOf(input, order));
        if (beyond == default || !counts)
        {
            return Pooling.Average(node.Sketch, node.Name, input, Reaching(window, beyond), counts, order);
        }

        var margins = window.Padding.Amount;
        var (rows, columns) = order == AxisOrder.Nchw ? (2, 3) : (1, 2);
        var (before, after) = (new int[4], new int[4]);
        (before[rows], before[columns], after[rows], after[columns]) = (margins.Top, margins.Left, margins.Bottom, margins.Right);
        var padded = Paddings.Pad(node.Sketch, $"{node.Name}_padded", input, before, after, 0, order);
        return Pooling.Average(node.Sketch, node.Name, padded, Reaching(window with { Padding = Padding.Valid }, beyond), countsPadding: false, order);
    }

    /// <summary>True if there may be padding, and it counts.</summary>
    public static bool CountsBorder(OnnxNode node) => node.Flag("count_include_pad")
        && (node.Integers("pads")?.Any(pixels => pixels != 0) == true || node.Text("auto_pad", "NOTSET").StartsWith("SAME", StringComparison.Ordinal));

    public static Value GlobalAverage(OnnxNode node, Value input, AxisOrder order)
    {
        MapOf(input, order);
        return Reducing.Mean(node.Sketch, node.Name, input, order == AxisOrder.Nchw ? [2, 3] : [1, 2], keepsAxes: true);
    }

    /// <summary>The largest of integers is that of what they stand for.</summary>
    public static Value Max(OnnxNode node, AxisOrder order) => Moving(node, input =>
    {
        var window = PoolingWindow(node, input, order);
        return Pooling.Max(node.Sketch, node.Name, input, Reaching(window, Beyond(node, window, MapOf(input, order))), order);
    });

    private static Value Moving(OnnxNode node, Func<Value, Value> operation) => node.Any() is Symbol tensor
        ? Quantising.Of(tensor, operation)
        : operation(node.Any());

    private static Window PoolingWindow(OnnxNode node, Value input, AxisOrder order)
    {
        var map = MapOf(input, order);
        var window = OnnxWindows.Of(node, OnnxWindows.Pair(node, "kernel_shape") ?? throw new ToolException("its kernel_shape is missing."), map);
        return window.Dilation == Extent.One || !node.Text("auto_pad", "NOTSET").StartsWith("SAME", StringComparison.Ordinal)
            ? window
            : throw new ToolException($"its auto_pad is {node.Text("auto_pad", "NOTSET")} with dilations, which ONNX and ONNX Runtime pad in two ways; "
                + "pads are accepted.");
    }

    /// <summary>Rows and columns that the last windows reach beyond the padding by ceil_mode; none starts there.</summary>
    private static Extent Beyond(OnnxNode node, Window window, Extent map)
    {
        if (node.Form.Signature.Find("ceil_mode") is null || !node.Flag("ceil_mode") || window.Padding.Mode != PaddingMode.Explicit)
        {
            return default;
        }

        var margins = window.Padding.Amount;
        return new Extent(
            Beyond(map.Height, margins.Top, margins.Bottom, window.Reach.Height, window.Stride.Height),
            Beyond(map.Width, margins.Left, margins.Right, window.Reach.Width, window.Stride.Width));
    }

    private static int Beyond(int extent, int before, int after, int reach, int stride)
    {
        var steps = extent + before + after - reach;
        var last = (steps + stride - 1) / stride;
        return steps <= 0 || last * stride >= extent + before ? 0 : (last * stride) - steps;
    }

    private static Window Reaching(Window window, Extent beyond)
    {
        var margins = window.Padding.Amount;
        return beyond == default
            ? window
            : window with { Padding = Paddings.Of(margins.Top, margins.Bottom + beyond.Height, margins.Left, margins.Right + beyond.Width) };
    }
}
