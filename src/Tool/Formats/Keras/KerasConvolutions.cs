using MobileNetGen.Generator.Graph;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Lowering;

namespace MobileNetGen.Tool.Formats.Keras;

/// <summary>Keras' layers with kernels.</summary>
internal static class KerasConvolutions
{
    private const string Biased = "activation use_bias kernel_initializer~ bias_initializer~ kernel_regularizer~ bias_regularizer~ kernel_constraint~ "
        + "bias_constraint~";
    private const string Windowed = "kernel_size strides padding data_format dilation_rate";
    private const string Tuned = "lora_rank lora_alpha quantization_config~ gptq_unpacked_column_size~";
    private const string Depthwises = "depth_multiplier~ depthwise_initializer~ depthwise_regularizer~ depthwise_constraint~";

    public static IEnumerable<KerasKind> Kinds =>
    [
        new("Conv2D", $"{Windowed} {Biased} {Tuned} filters groups", Conv) { Weights = "kernel bias?use_bias" },
        new("Conv2DTranspose", $"{Windowed} {Biased} {Tuned} filters groups=1 output_padding", Transposed) { Weights = "kernel bias?use_bias" },
        new("Dense", $"{Biased} {Tuned} units", Dense) { Weights = "kernel bias?use_bias", Limits = "Of a vector." },
        new("DepthwiseConv2D", $"{Windowed} {Biased} {Depthwises} groups~ filters~", Depthwise) { Weights = "depthwise_kernel/kernel bias?use_bias" },
        new("SeparableConv2D", $"{Windowed} {Biased} {Depthwises} pointwise_initializer~ pointwise_regularizer~ pointwise_constraint~ filters "
            + "groups=1", Separable) { Weights = "depthwise_kernel pointwise_kernel bias?use_bias" },
    ];

    /// <summary>The window of a convolution or pooling, by its kernel and what its stride is unless the layer says.</summary>
    public static Window Window(
        KerasLayer layer,
        Extent kernel,
        Extent stride) => new(kernel, layer.Extent("strides", stride), Extent.One, layer.Text("padding", "valid") switch
        {
            "same" => Padding.Same,
            "valid" => Padding.Valid,
            var other => throw new ToolException($"its padding is {other}; same and valid are accepted."),
        });

    private static Value Conv(KerasLayer layer)
    {
        var kernel = ConvolutionLowering.Kernel(KerasKernels.Read(layer, "kernel"), [3, 2, 0, 1]);
        RequireFilters(layer, "filters", kernel.Shape[0]);
        return Finish(
            layer,
            ConvolutionLowering.Convolve(layer.Sketch, layer.Name, layer.Input, kernel, Bias(layer), Dilated(layer), layer.Integer("groups", 1), layer.Order));
    }

    private static Value Depthwise(KerasLayer layer)
    {
        var (kernel, groups) = ConvolutionLowering.DepthwiseKernel(layer.Weight("depthwise_kernel"));
        return Finish(layer, ConvolutionLowering.Convolve(layer.Sketch, layer.Name, layer.Input, kernel, Bias(layer), Dilated(layer), groups, layer.Order));
    }

    private static Value Separable(KerasLayer layer)
    {
        var (kernel, groups) = ConvolutionLowering.DepthwiseKernel(layer.Weight("depthwise_kernel"));
        var depthwise = ConvolutionLowering.Convolve(layer.Sketch, layer.Name + "_dw", layer.Input, kernel, null, Dilated(layer), groups, layer.Order);
        var pointwise = ConvolutionLowering.Kernel(layer.Weight("pointwise_kernel"), [3, 2, 0, 1]);
        RequireFilters(layer, "filters", pointwise.Shape[0]);
        return Finish(layer, ConvolutionLowering.Convolve(
            layer.Sketch,
            layer.Name + "_pw",
            depthwise,
            pointwise,
            Bias(layer),
            new Window(Extent.One, Extent.One, Extent.One, Padding.Valid),
            1,
            layer.Order));
    }

    /// <summary>The kernel has rows, columns, outputs, inputs.</summary>
    private static Value Transposed(KerasLayer layer)
    {
        var kernel = ConvolutionLowering.Kernel(layer.Weight("kernel"), [3, 2, 0, 1]);
        RequireFilters(layer, "filters", kernel.Shape[1]);
        var window = Dilated(layer);
        var more = layer.Integers("output_padding") switch
        {
            [] => (Extent?)null,
            [var both] => new Extent(both, both),
            [var rows, var columns] => new Extent(rows, columns),
            _ => throw new ToolException("its output_padding is not one or two numbers."),
        };
        var (padded, added) = more is { } extent ? OutputPadded(window, extent) : (window, default);
        return Finish(layer, ConvolutionLowering.ConvolveTransposed(layer.Sketch, layer.Name, layer.Input, kernel, Bias(layer), padded, added, 1, layer.Order));
    }

    /// <summary>
    /// With padding of its own, a map is cut to <c>(in − 1) · stride + kernel − 2 · ⌊kernel / 2⌋ + output_padding</c>, less before if that is odd.
    /// </summary>
    private static (Window Window, Extent Added) OutputPadded(Window window, Extent added)
    {
        if (window.Padding.Mode != PaddingMode.Same)
        {
            return (window, added);
        }

        var (rows, columns) = ((window.Kernel.Height / 2 * 2) - added.Height, (window.Kernel.Width / 2 * 2) - added.Width);
        return (window with { Padding = Paddings.Of(rows / 2, rows - (rows / 2), columns / 2, columns - (columns / 2)) }, default);
    }

    private static Value Dense(KerasLayer layer)
    {
        var matrix = KerasKernels.Read(layer, "kernel");
        var kernel = matrix.Shape.Count == 2
            ? Constants.Transpose(matrix, [1, 0])
            : throw new ToolException($"its kernel is {matrix.DisplayShape}; a matrix is accepted.");
        RequireFilters(layer, "units", kernel.Shape[0]);
        return Finish(layer, ConvolutionLowering.Dense(layer.Sketch, layer.Name, layer.Input, kernel, Bias(layer)));
    }

    private static Window Dilated(KerasLayer layer) =>
        Window(layer, layer.Extent("kernel_size", Extent.One), Extent.One) with { Dilation = layer.Extent("dilation_rate", Extent.One) };

    private static Constant? Bias(KerasLayer layer) => layer.Flag("use_bias", true) ? layer.Weight("bias") : null;

    private static Value Finish(KerasLayer layer, Value result) => KerasActivations.Apply(layer, layer.Name + "/activation", result);

    private static void RequireFilters(KerasLayer layer, string key, int filters)
    {
        if (layer.Integer(key, filters) != filters)
        {
            throw new ToolException($"its {key} are {layer.Integer(key, filters)}, and its kernel has {filters}.");
        }
    }
}
