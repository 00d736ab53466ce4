using MobileNetGen.Generator.Graph;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Lowering;

namespace MobileNetGen.Tool.Formats.TfLite;

/// <summary>Sums of products with a kernel.</summary>
internal static class TfLiteConvolutions
{
    private const string Window = "padding stride_w stride_h fused_activation_function";
    private const string Dilation = Window + " dilation_w_factor dilation_h_factor";

    public static readonly IReadOnlyList<TfLiteOperator> All =
    [
        new("CONV_2D", 8, "input filter bias?", node => WithSteps(node, Conv)) { Options = "Conv2DOptions", Signature = Dilation + " quantized_bias_type~" },
        new("DEPTHWISE_CONV_2D", 7, "input filter bias?", node => WithSteps(node, Depthwise))
        {
            Options = "DepthwiseConv2DOptions", Signature = Dilation + " depth_multiplier~",
        },
        new("FULLY_CONNECTED", 13, "input filter bias?", node => WithSteps(node, FullyConnected))
        {
            Options = "FullyConnectedOptions",
            Signature = "fused_activation_function weights_format=DEFAULT keep_num_dims asymmetric_quantize_inputs~ quantized_bias_type~",
            Limits = "of a vector",
        },
        new("TRANSPOSE_CONV", 5, "output_shape filter input bias?", TransposeConv)
        {
            Options = "TransposeConvOptions", Signature = Window + " quantized_bias_type~", Limits = "the output's shape is the one that the padding makes",
        },
    ];

    /// <summary>The filter, with its axes in the project's order.</summary>
    public static Constant Kernel(TfLiteNode node, int[] permutation) => ConvolutionLowering.Kernel(node.Constant("filter"), permutation);

    /// <summary>The filter has outputs first and inputs last.</summary>
    private static Value Conv(TfLiteNode node)
    {
        var (input, kernel) = (node.Real("input"), Kernel(node, [0, 3, 1, 2]));
        var groups = kernel.Shape[1] > 0 && input.Shape is [_, _, _, var channels] ? channels / kernel.Shape[1] : 1;
        return node.Activated(ConvolutionLowering.Convolve(node.Sketch, node.Name, input, kernel, Bias(node), WindowOf(node, kernel), groups, AxisOrder.Nhwc));
    }

    /// <summary>The filter has one batch, and last the outputs: those of a channel beside each other.</summary>
    private static Value Depthwise(TfLiteNode node)
    {
        var (input, kernel) = (node.Real("input"), Kernel(node, [3, 0, 1, 2]));
        var channels = input.Shape is [_, _, _, var extent] ? extent : 0;
        return node.Activated(ConvolutionLowering.Convolve(
            node.Sketch,
            node.Name,
            input,
            kernel,
            Bias(node),
            WindowOf(node, kernel),
            channels,
            AxisOrder.Nhwc));
    }

    private static Value TransposeConv(TfLiteNode node)
    {
        var kernel = Kernel(node, [3, 0, 1, 2]);
        var window = new Window(KernelExtent(kernel), node.Extent("stride_h", "stride_w"), Extent.One, node.Padding());
        var result = ConvolutionLowering.ConvolveTransposed(node.Sketch, node.Name, node.Real("input"), kernel, Bias(node), window, default, 1, AxisOrder.Nhwc);
        var shape = node.Integers("output_shape");
        return result.Shape.SequenceEqual(shape)
            ? node.Activated(result)
            : throw new ToolException($"its output shape [{string.Join(", ", shape)}] is not the one that its padding makes, {result.DisplayShape}.");
    }

    /// <summary>Without keep_num_dims the input is a matrix with as many columns as the filter, whatever its axes were.</summary>
    private static Value FullyConnected(TfLiteNode node)
    {
        var (input, kernel) = (node.Real("input"), node.Constant("filter"));
        var matrix = node.Flag("keep_num_dims") || kernel.Shape.Count != 2 ? input : Reshaping.Reshape(input, [-1, kernel.Shape[1]]);
        return node.Activated(ConvolutionLowering.Dense(node.Sketch, node.Name, matrix, kernel, Bias(node)));
    }

    /// <summary>A filter of signed bytes around 0 is written as bytes; what it is multiplied by is real.</summary>
    private static Value WithSteps(TfLiteNode node, Func<TfLiteNode, Value> read)
    {
        var (first, filter) = (node.Sketch.Nodes.Count, node.Entry("filter"));
        var result = read(node);
        if (filter is { IsQuantised: true, Element: ModelElementType.Int8 } && filter.ZeroPoint.All(zero => zero == 0))
        {
            node.Sketch.KeepSteps(first, filter.Scale);
        }

        return result;
    }

    private static Constant? Bias(TfLiteNode node) => node.Bias("bias", "input", "filter");

    private static Window WindowOf(TfLiteNode node, Constant kernel) =>
        new(KernelExtent(kernel), node.Extent("stride_h", "stride_w"), node.Extent("dilation_h_factor", "dilation_w_factor"), node.Padding());

    private static Extent KernelExtent(Constant kernel) => new(kernel.Shape[2], kernel.Shape[3]);
}
