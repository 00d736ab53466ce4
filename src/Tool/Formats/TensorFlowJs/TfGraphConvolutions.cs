using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Lowering;

namespace MobileNetGen.Tool.Formats.TensorFlowJs;

/// <summary>Convolutions and products, alone or with what converters put into one operator with them: a bias, and an activation.</summary>
internal static class TfGraphConvolutions
{
    private const string Window = "T~ strides padding explicit_paddings data_format dilations use_cudnn_on_gpu~";
    private const string Fusion = " TArgs~ num_args~ num_host_args=0 fused_ops epsilon~ leakyrelu_alpha";
    private const string Product = "T~ transpose_a=false transpose_b grad_a~ grad_b~";
    private const string FusedInputs = " args0? args1?";

    public static readonly IReadOnlyList<TfGraphOperator> All =
    [
        new("Conv2D", "input filter", Window, node => Conv(node, null)),
        new("Conv2DBackpropInput", "input_sizes filter out_backprop", Window, TransposeConv) { Limits = "Another shape than the one that the padding makes." },
        new("DepthwiseConv2dNative", "input filter", Window, node => Depthwise(node, null)),
        new("FusedDepthwiseConv2dNative", "input filter" + FusedInputs, Window + Fusion, node => Fused(node, Depthwise)),
        new("MatMul", "a b", Product, node => Dense(node, null)) { Limits = "Other products than of a vector and a matrix." },
        new("_FusedConv2D", "input filter" + FusedInputs, Window + Fusion + " filter_format=HWIO", node => Fused(node, Conv)),
        new("_FusedMatMul", "a b" + FusedInputs, Product + Fusion, node => Fused(node, Dense)),
    ];

    private static Value Conv(TfGraphNode node, Constant? bias)
    {
        var (input, kernel) = (node.Real("input"), ConvolutionLowering.Kernel(node.Constant("filter"), [3, 2, 0, 1]));
        var groups = kernel.Shape[1] > 0 && input.Shape is [_, _, _, var channels] ? channels / kernel.Shape[1] : 1;
        return ConvolutionLowering.Convolve(
            node.Sketch,
            node.Name,
            input,
            kernel,
            bias,
            node.Window(new Extent(kernel.Shape[2], kernel.Shape[3]), true),
            groups,
            AxisOrder.Nhwc);
    }

    /// <summary>The filter has rows, columns, outputs, inputs.</summary>
    private static Value TransposeConv(TfGraphNode node)
    {
        var kernel = ConvolutionLowering.Kernel(node.Constant("filter"), [3, 2, 0, 1]);
        var window = node.Window(new Extent(kernel.Shape[2], kernel.Shape[3]), true);
        var result = ConvolutionLowering.ConvolveTransposed(
            node.Sketch,
            node.Name,
            node.Real("out_backprop"),
            kernel,
            null,
            window,
            default,
            1,
            AxisOrder.Nhwc);
        var shape = node.Integers("input_sizes");
        return result.Shape.SequenceEqual(shape)
            ? result
            : throw new ToolException($"its shape [{string.Join(", ", shape)}] is not the one that its padding makes, {result.DisplayShape}.");
    }

    private static Value Depthwise(TfGraphNode node, Constant? bias)
    {
        var (kernel, channels) = ConvolutionLowering.DepthwiseKernel(node.Constant("filter"));
        var window = node.Window(new Extent(kernel.Shape[2], kernel.Shape[3]), true);
        return ConvolutionLowering.Convolve(node.Sketch, node.Name, node.Real("input"), kernel, bias, window, channels, AxisOrder.Nhwc);
    }

    private static Value Dense(TfGraphNode node, Constant? bias)
    {
        var (input, matrix) = (node.Real("a"), node.Constant("b"));
        return matrix.Shape.Count == 2
            ? ConvolutionLowering.Dense(node.Sketch, node.Name, input, node.Flag("transpose_b") ? matrix : Constants.Transpose(matrix, [1, 0]), bias)
            : throw new ToolException($"a product of {input.DisplayShape} and {matrix.DisplayShape} is not supported; of a vector and a matrix, it is.");
    }

    /// <summary>A bias that the network computes is another tensor that is added: a residual.</summary>
    private static Value Fused(TfGraphNode node, Func<TfGraphNode, Constant?, Value> compute)
    {
        var fused = node.Texts("fused_ops").ToList();
        var slope = node.Number("leakyrelu_alpha", 0.2);
        var summand = fused is ["BiasAdd", ..] ? node.Real("args0") : null;
        var bias = summand as Constant;
        var result = compute(node, bias);
        if (summand is not null && bias is null)
        {
            result = Elementwise.Add(node.Sketch, node.Name + "/sum", result, summand);
        }

        var name = node.Name + "/activation";
        return (fused is ["BiasAdd" or "NoOp", ..] ? fused[1..] : fused) switch
        {
            [] => result,
            ["Relu"] => Elementwise.Activate(node.Sketch, name, result, Activation.Relu),
            ["Elu"] => Elementwise.Activate(node.Sketch, name, result, Activation.Elu(1)),
            ["Relu6"] => Elementwise.Activate(node.Sketch, name, result, Activation.Relu6),
            ["Sigmoid"] => Elementwise.Activate(node.Sketch, name, result, Activation.Sigmoid),
            ["Tanh"] => Elementwise.Activate(node.Sketch, name, result, Activation.Tanh),
            ["LeakyRelu"] => Elementwise.Activate(node.Sketch, name, result, Activation.LeakyRelu(slope)),
            ["Prelu"] => NormalizationLowering.PRelu(node.Sketch, name, result, node.Constant("args1")),
            _ => throw new ToolException($"its fused operators are {string.Join(", ", fused)}; BiasAdd, Elu, Relu, Relu6, Sigmoid, Tanh, "
                + "LeakyRelu and Prelu are accepted."),
        };
    }
}
