using MobileNetGen.Generator.Graph;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Lowering;

namespace MobileNetGen.Tool.Formats.Onnx;

/// <summary>Poolings.</summary>
internal static class OnnxPoolings
{
    private const string Window = "auto_pad kernel_shape pads strides";
    private const string Whole = "Without windows that reach over the edge by ceil_mode, and without dilation.";

    public static readonly IReadOnlyList<OnnxOperator> All =
    [
        new("AveragePool", 7, "X", Window + " count_include_pad", node => Average(node, node.Input(), AxisOrder.Nchw)),
        new("AveragePool", 10, "X", Window + " count_include_pad ceil_mode", node => Average(node, node.Input(), AxisOrder.Nchw), Whole),
        new("AveragePool", 19, "X", Window + " count_include_pad ceil_mode dilations", node => Average(node, node.Input(), AxisOrder.Nchw), Whole),
        new("GlobalAveragePool", 1, "X", "", node => GlobalAverage(node, node.Input(), AxisOrder.Nchw)),
        new("GlobalMaxPool", 1, "X", "", node => Moving(node, input => Pooling.GlobalMax(node.Sketch, node.Name, input, [2, 3], keepsAxes: true))),
        new("MaxPool", 1, "X", Window, node => Max(node, AxisOrder.Nchw)),
        new("MaxPool", 8, "X", Window + " storage_order~", node => Max(node, AxisOrder.Nchw), "Without its indices."),
        new("MaxPool", 10, "X", Window + " storage_order~ ceil_mode dilations", node => Max(node, AxisOrder.Nchw), "Without its indices. " + Whole),
    ];

    /// <summary>Rows and columns of a batch of one map.</summary>
    /// <exception cref="ToolException">It is none.</exception>
    public static Extent MapOf(Value input, AxisOrder order) => (input.Shape, order) switch
    {
        ([_, _, var rows, var columns], AxisOrder.Nchw) => new Extent(rows, columns),
        ([_, var rows, var columns, _], AxisOrder.Nhwc) => new Extent(rows, columns),
        _ => throw new ToolException($"its input is {input.ShownShape}; a batch of one map is accepted."),
    };

    public static Value Average(OnnxNode node, Value input, AxisOrder order) =>
        Pooling.Average(node.Sketch, node.Name, input, PoolingWindow(node, input, order), node.Flag("count_include_pad"), order);

    public static Value GlobalAverage(OnnxNode node, Value input, AxisOrder order)
    {
        MapOf(input, order);
        return Pooling.Mean(node.Sketch, node.Name, input, order == AxisOrder.Nchw ? [2, 3] : [1, 2], keepsAxes: true);
    }

    /// <summary>The largest of integers is that of what they stand for.</summary>
    public static Value Max(OnnxNode node, AxisOrder order) => Moving(node, input => Pooling.Max(node.Sketch, node.Name, input, PoolingWindow(node, input, order), order));

    private static Value Moving(OnnxNode node, Func<Value, Value> operation) => node.Any() is Symbol tensor ? Quantising.Of(tensor, operation) : operation(node.Any());

    private static Window PoolingWindow(OnnxNode node, Value input, AxisOrder order)
    {
        var map = MapOf(input, order);
        var window = OnnxWindows.Of(node, OnnxWindows.Pair(node, "kernel_shape") ?? throw new ToolException("its kernel_shape is missing."), map);
        if (window.Dilation != Extent.One)
        {
            throw new ToolException("a dilated pooling is not supported.");
        }

        return node.Form.Signature.Find("ceil_mode") is null || !node.Flag("ceil_mode") || (window.Padding.Amount.IsNone
            && (map.Height - window.Kernel.Height) % window.Stride.Height == 0 && (map.Width - window.Kernel.Width) % window.Stride.Width == 0)
            ? window
            : throw new ToolException("its ceil_mode adds a partial window, which is not supported.");
    }
}
