using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Lowering;

namespace MobileNetGen.Tool.Formats.TfLite;

/// <summary>Operators that compute with integers of 8 bits. What only moves them is read as it is of floats.</summary>
internal static class TfLiteIntegers
{
    private const string Window = "padding stride_w stride_h fused_activation_function";
    private const string Dilation = Window + " dilation_w_factor dilation_h_factor";
    private const string Pool = "padding stride_w stride_h filter_width filter_height fused_activation_function";

    private static readonly Dictionary<string, TfLiteOperator> s_all = new TfLiteOperator[]
    {
        new(
            "CONV_2D",
            8,
            "input filter bias?",
            node => node.Sums([0, 3, 1, 2], Convolve)) { Options = "Conv2DOptions", Signature = Dilation + " quantized_bias_type~" },
        new("DEPTHWISE_CONV_2D", 7, "input filter bias?", node => node.Sums([3, 0, 1, 2], ConvolveDepthwise))
        {
            Options = "DepthwiseConv2DOptions", Signature = Dilation + " depth_multiplier~",
        },
        new("FULLY_CONNECTED", 13, "input filter bias?", node => node.Sums(null, Connect))
        {
            Options = "FullyConnectedOptions",
            Signature = "fused_activation_function weights_format=DEFAULT keep_num_dims asymmetric_quantize_inputs~ quantized_bias_type~",
        },
        new("TRANSPOSE_CONV", 5, "output_shape filter input bias?", node => node.Sums([3, 0, 1, 2], ConvolveTransposed, outputs: 1))
        {
            Options = "TransposeConvOptions", Signature = Window + " quantized_bias_type~",
        },
        Pair("ADD", 4, new Add(), "AddOptions", "fused_activation_function pot_scale_int16~"),
        Pair("SUB", 5, new Sub(), "SubOptions", "fused_activation_function pot_scale_int16~"),
        Pair("MUL", 4, new Mul(), "MulOptions", "fused_activation_function"),
        new("CONCATENATION", 4, "values*", Concatenate) { Options = "ConcatenationOptions", Signature = "axis fused_activation_function" },
        new("AVERAGE_POOL_2D", 3, "input", AveragePool) { Options = "Pool2DOptions", Signature = Pool },
        new(
            "RESIZE_BILINEAR",
            4,
            "input size",
            Resize) { Options = "ResizeBilinearOptions", Signature = "new_height~ new_width~ align_corners half_pixel_centers" },
        Pair("MAXIMUM", 4, new Maximum(), "", ""),
        Pair("MINIMUM", 4, new Minimum(), "", ""),
        Reduction("REDUCE_MAX", 3, Reducing.Max),
        Reduction("MEAN", 3, Reducing.Mean),
        Reduction("SUM", 2, Reducing.Sum),
        Activation("HARD_SWISH", 1, Generator.Ops.Activation.HardSwish),
        Activation("LOGISTIC", 3, Generator.Ops.Activation.Sigmoid),
        Activation("TANH", 3, Generator.Ops.Activation.Tanh),
        Activation("RELU", 3, Generator.Ops.Activation.Relu),
        Activation("RELU6", 3, Generator.Ops.Activation.Relu6),
        Activation("RELU_0_TO_1", 1, Generator.Ops.Activation.Clip(0, 1)),
        Activation("RELU_N1_TO_1", 1, Generator.Ops.Activation.Clip(-1, 1)),
        new(
            "LEAKY_RELU",
            2,
            "input",
            node => Activate(node, Generator.Ops.Activation.LeakyRelu(node.Float("alpha")))) { Options = "LeakyReluOptions", Signature = "alpha" },
        new("GELU", 2, "input", node => Activate(node, node.Flag("approximate") ? Generator.Ops.Activation.GeluTanh : Generator.Ops.Activation.Gelu))
        {
            Options = "GeluOptions", Signature = "approximate",
        },
        new("PRELU", 1, "input alpha", Slopes),
        new("SOFTMAX", 3, "input", Softmax) { Options = "SoftmaxOptions", Signature = "beta" },
        new("L2_NORMALIZATION", 2, "input", Normalise) { Options = "L2NormOptions", Signature = "fused_activation_function=NONE" },
        new("QUANTIZE", 3, "input", Quantise),
        new("DEQUANTIZE", 6, "input", Dequantise),
    }.ToDictionary(known => known.Name, StringComparer.Ordinal);

    public static TfLiteOperator? Find(string kind) => s_all.GetValueOrDefault(kind);

    private static TfLiteOperator Activation(string name, int maxVersion, Activation activation) =>
        new(name, maxVersion, "input", node => Activate(node, activation));

    private static TfLiteOperator Pair(string name, int maxVersion, Operation operation, string options, string signature) =>
        new(name, maxVersion, "input1 input2", node => Combine(node, operation)) { Options = options, Signature = signature };

    private static TfLiteOperator Reduction(string name, int maxVersion, Func<GraphSketch, string, Value, IReadOnlyList<int>, bool, Value> reduce) =>
        new(
            name,
            maxVersion,
            "input axis",
            node => node.Made(reduce(node.Sketch, node.Name, node.IntegerMap("input"), node.Integers("axis"), node.Flag("keep_dims"))))
        {
            Options = "ReducerOptions",
            Signature = "keep_dims",
        };

    private static Value Activate(TfLiteNode node, Activation activation) =>
        node.Made(Elementwise.Activate(node.Sketch, node.Name, node.IntegerMap("input"), activation));

    private static Value Convolve(TfLiteNode node, Constant kernel, Constant? bias)
    {
        var input = node.IntegerMap("input");
        var groups = kernel.Shape[1] > 0 && input.Shape is [_, _, _, var channels] ? channels / kernel.Shape[1] : 1;
        return ConvolutionLowering.Convolve(node.Sketch, node.Name, input, kernel, bias, WindowOf(node, kernel), groups, AxisOrder.Nhwc);
    }

    private static Value ConvolveDepthwise(TfLiteNode node, Constant kernel, Constant? bias)
    {
        var input = node.IntegerMap("input");
        var channels = input.Shape is [_, _, _, var extent] ? extent : 0;
        return ConvolutionLowering.Convolve(node.Sketch, node.Name, input, kernel, bias, WindowOf(node, kernel), channels, AxisOrder.Nhwc);
    }

    private static Value ConvolveTransposed(TfLiteNode node, Constant kernel, Constant? bias)
    {
        var window = new Window(new Extent(kernel.Shape[2], kernel.Shape[3]), node.Extent("stride_h", "stride_w"), Extent.One, node.Padding());
        var result = ConvolutionLowering.ConvolveTransposed(node.Sketch, node.Name, node.IntegerMap("input"), kernel, bias, window, default, 1, AxisOrder.Nhwc);
        var shape = node.Integers("output_shape");
        return result.Shape.SequenceEqual(shape)
            ? result
            : throw new ToolException($"its output shape [{string.Join(", ", shape)}] is not the one that its padding makes, {result.DisplayShape}.");
    }

    private static Value Connect(TfLiteNode node, Constant kernel, Constant? bias)
    {
        var input = node.IntegerMap("input");
        var matrix = node.Flag("keep_num_dims") || kernel.Shape.Count != 2 ? input : (Symbol)Reshaping.Reshape(input, [-1, kernel.Shape[1]]);
        return ConvolutionLowering.Dense(node.Sketch, node.Name, matrix, kernel, bias);
    }

    private static Value Combine(TfLiteNode node, Operation operation)
    {
        var first = node.Sketch.Nodes.Count;
        var (one, other) = (node.IntegerOrConstant("input1"), node.IntegerOrConstant("input2"));
        var result = (one, other) switch
        {
            (Symbol left, Symbol right) => Elementwise.Combine(node.Sketch, node.Name, operation, left, right),
            (Symbol tensor, Constant constant) => Elementwise.Beside(node.Sketch, node.Name, operation, tensor, constant),
            (Constant constant, Symbol tensor) => Elementwise.Beside(node.Sketch, node.Name, operation, tensor, constant, isFirst: true),
            _ => throw new ToolException("it computes with constants only."),
        };
        if ((one as Constant ?? other as Constant) is { } known)
        {
            node.QuantiseConstants(first, known);
        }

        return node.Made(result, clamps: operation is Add or Sub or Mul);
    }

    private static Value Concatenate(TfLiteNode node) => node.Made(
        Joining.Concat(node.Sketch, node.Name, [.. node.AllIntegers("values")], node.Integer("axis")), clamps: true);

    /// <summary>A window over the whole map stays one: the mean of a map is rounded in another way.</summary>
    private static Value AveragePool(TfLiteNode node)
    {
        var window = new Window(node.Extent("filter_height", "filter_width"), node.Extent("stride_h", "stride_w"), Extent.One, node.Padding());
        var map = Views.ToMap(node.Sketch, node.IntegerMap("input"), AxisOrder.Nhwc);
        return node.Made(Views.OfMap(node.Sketch, node.Sketch.Add(node.Name, new AveragePool(window), [map]), AxisOrder.Nhwc), clamps: true);
    }

    private static Value Resize(TfLiteNode node)
    {
        if (node.Integers("size") is not [>= 1 and <= 8192 and var height, >= 1 and <= 8192 and var width])
        {
            throw new ToolException("its size is no pair of rows and columns from 1 to 8192.");
        }

        var coordinates = node.Flag("align_corners")
            ? Coordinates.AlignCorners
            : node.Flag("half_pixel_centers") ? Coordinates.HalfPixel
            : Coordinates.Asymmetric;
        return node.Made(
            Pooling.Resize(node.Sketch, node.Name, node.IntegerMap("input"), new Extent(height, width), Interpolation.Bilinear, coordinates, AxisOrder.Nhwc));
    }

    private static Value Slopes(TfLiteNode node) => node.Made(
        NormalizationLowering.PRelu(node.Sketch, node.Name, node.IntegerMap("input"), node.IntegerConstantOf("alpha")), weights: "alpha");

    private static Value Softmax(TfLiteNode node) => node.Float("beta") == 1
        ? node.Made(Pooling.Softmax(node.Sketch, node.Name, node.IntegerMap("input"), -1))
        : throw new ToolException(FormattableString.Invariant($"its beta is {node.Float("beta")}; of integers, 1 is accepted."));

    private static Value Normalise(TfLiteNode node) =>
        node.Made(Pooling.Normalise(node.Sketch, node.Name, node.IntegerMap("input"), [-1], 1e-6));

    private static Value Quantise(TfLiteNode node)
    {
        var value = node.IntegerOrFloat("input");
        return node.Made(value with { Node = node.Sketch.Add(node.Name, new Quantize(node.OwnPrecision), [value.Node]) });
    }

    private static Value Dequantise(TfLiteNode node)
    {
        var value = node.IntegerMap("input");
        return node.MadeFloats(value with { Node = node.Sketch.Add(node.Name, new Dequantize(), [value.Node]) });
    }

    private static Window WindowOf(TfLiteNode node, Constant kernel) => new(
        new Extent(kernel.Shape[2], kernel.Shape[3]), node.Extent("stride_h", "stride_w"),
        node.Extent("dilation_h_factor", "dilation_w_factor"), node.Padding());
}
