using MobileNetGen.Generator.Graph;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Lowering;

namespace MobileNetGen.Tool.Formats.Onnx;

/// <summary>Convolutions, matrices and normalisation.</summary>
internal static class OnnxConvolutions
{
    public const string Window = "auto_pad dilations group kernel_shape pads strides";
    private const string TwoDimensions = "Of maps, with weights that are known.";

    public static readonly IReadOnlyList<OnnxOperator> All =
    [
        new("BatchNormalization", 7, "X scale B mean var", "epsilon momentum~ spatial=1", BatchNormalization, "In inference."),
        new("BatchNormalization", 9, "X scale B mean var", "epsilon momentum~", BatchNormalization, "In inference."),
        new("BatchNormalization", 14, "X scale B input_mean input_var", "epsilon momentum~ training_mode=0", BatchNormalization, "In inference."),
        new("Conv", 1, "X W B?", Window, node => Conv(node, AxisOrder.Nchw), TwoDimensions),
        new("ConvTranspose", 1, "X W B?", Window + " output_padding output_shape", ConvTranspose, TwoDimensions),
        new("Gemm", 7, "A B C?", "alpha beta transA=0 transB", Gemm, "With a matrix that is known."),
        new(
            "MatMul",
            1,
            "A B",
            "",
            node => ConvolutionLowering.Dense(node.Sketch, node.Name, node.Input(), Transposed(node.Constant(1)), null),
            "With a matrix that is known."),
    ];

    public static Value Conv(OnnxNode node, AxisOrder order) => Conv(node, node.Input(), node.Constant(1), node.ConstantOrNull(2), order);

    public static Value Conv(OnnxNode node, Value input, Constant kernel, Constant? bias, AxisOrder order) =>
        ConvolutionLowering.Convolve(
            node.Sketch,
            node.Name,
            input,
            kernel,
            bias,
            OnnxWindows.Of(node, KernelOf(node, kernel), OnnxPoolings.MapOf(input, order)),
            node.Integer("group", 1),
            order);

    public static Constant Transposed(Constant matrix) => matrix.Shape.Count == 2
        ? Constants.Transpose(matrix, [1, 0])
        : throw new ToolException($"its second factor is {matrix.DisplayShape}; a matrix is accepted.");

    public static Constant Vector(Constant bias, int length) =>
        bias.Values.Length == length && bias.Shape.Count(extent => extent != 1) <= 1 && (length == 1 || bias.Shape[^1] == length)
        ? new Constant([length], bias.Values)
        : bias.Values.Length == 1
            ? new Constant([length], [.. Enumerable.Repeat(bias.Number, length)])
            : throw new ToolException($"its bias is {bias.DisplayShape} for {length} outputs.");

    private static Extent KernelOf(OnnxNode node, Constant kernel)
    {
        var extent = kernel.Shape.Count == 4
            ? new Extent(kernel.Shape[2], kernel.Shape[3])
            : throw new ToolException($"its kernel is {kernel.DisplayShape}; two-dimensional convolutions are accepted.");
        return OnnxWindows.Pair(node, "kernel_shape") is { } said && said != extent
            ? throw new ToolException($"its kernel_shape is {said.DisplayText}, and its weights are {kernel.DisplayShape}.")
            : extent;
    }

    private static Value ConvTranspose(OnnxNode node)
    {
        var (input, kernel) = (node.Input(), node.Constant(1));
        var map = OnnxPoolings.MapOf(input, AxisOrder.Nchw);
        var window = OnnxWindows.Of(node, KernelOf(node, kernel), map);
        var more = OnnxWindows.Pair(node, "output_padding") ?? default;
        var automatic = node.Text("auto_pad", "NOTSET");
        var wanted = OnnxWindows.Pair(node, "output_shape")
            ?? (automatic.StartsWith("SAME", StringComparison.Ordinal) ? new Extent(map.Height * window.Stride.Height, map.Width * window.Stride.Width) : null);
        if (wanted is { } size)
        {
            var rows = Surplus(map.Height, window.Kernel.Height, window.Stride.Height, window.Dilation.Height, more.Height, size.Height);
            var columns = Surplus(map.Width, window.Kernel.Width, window.Stride.Width, window.Dilation.Width, more.Width, size.Width);
            window = window with
            {
                Padding = automatic == "SAME_UPPER"
                    ? Paddings.Of(rows / 2, rows - (rows / 2), columns / 2, columns - (columns / 2))
                    : Paddings.Of(rows - (rows / 2), rows / 2, columns - (columns / 2), columns / 2),
            };
        }

        return ConvolutionLowering.ConvolveTransposed(
            node.Sketch,
            node.Name,
            input,
            kernel,
            node.ConstantOrNull(2),
            window,
            more,
            node.Integer("group", 1),
            AxisOrder.Nchw);
    }

    /// <summary>Rows or columns that are cut off to have as many as are wanted.</summary>
    private static int Surplus(int extent, int kernel, int stride, int dilation, int more, int wanted) =>
        (int)Math.Clamp(((long)stride * (extent - 1)) + more + ((kernel - 1) * dilation) + 1 - wanted, -1, int.MaxValue);

    private static Symbol BatchNormalization(OnnxNode node)
    {
        if (node.HasFurtherOutputs)
        {
            throw new ToolException("it has more than one output, which makes it one of training; export the model for inference (model.eval()).");
        }

        var (scale, shift, mean, variance) = (node.Constant(1), node.Constant(2), node.Constant(3), node.Constant(4));
        return NormalizationLowering.BatchNorm(
            node.Sketch,
            node.Name,
            node.Input(),
            scale.Floats,
            shift.Floats,
            mean.Floats,
            variance.Floats,
            node.Number("epsilon", 1e-5),
            1);
    }

    private static Value Gemm(OnnxNode node)
    {
        var input = node.Input();
        if (input.Shape.Count != 2)
        {
            throw new ToolException($"its first factor is {input.DisplayShape}; a matrix is accepted.");
        }

        var kernel = node.Integer("transB", 0) != 0 ? node.Constant(1) : Transposed(node.Constant(1));
        var (alpha, beta) = (node.Number("alpha", 1), node.Number("beta", 1));
        var bias = node.ConstantOrNull(2) is { } shift ? Vector(Constants.Map(shift, value => value * beta), kernel.Shape[0]) : null;
        return ConvolutionLowering.Dense(node.Sketch, node.Name, input, Constants.Map(kernel, value => value * alpha), bias);
    }
}
