using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Lowering;

namespace MobileNetGen.Tool.Formats.TensorFlowJs;

/// <summary>What TensorFlow's operators mean, by name.</summary>
internal static class TfGraphOperators
{
    private const AxisOrder Order = AxisOrder.Nhwc;

    public static readonly IReadOnlyDictionary<string, Func<TfGraphNode, Value>> All = new Dictionary<string, Func<TfGraphNode, Value>>(StringComparer.Ordinal)
    {
        ["Add"] = node => Elementwise.Add(node.Sketch, node.Name, node.Input(), node.Input(1)),
        ["AddV2"] = node => Elementwise.Add(node.Sketch, node.Name, node.Input(), node.Input(1)),
        ["AvgPool"] = node => Pooling.Average(node.Sketch, node.Name, node.Input(), node.Window(node.RowsAndColumns("ksize"), ""), countsPadding: false, Order),
        ["BiasAdd"] = node => Elementwise.Add(node.Sketch, node.Name, node.Input(), node.Input(1)),
        ["ConcatV2"] = Concat,
        ["Conv2D"] = node => Conv(node, node.Constant(1), null),
        ["DepthwiseConv2dNative"] = node => Depthwise(node, null),
        ["ExpandDims"] = node => Reshaping.Unsqueeze(node.Input(), node.Constant(1).Integers()),
        ["FusedBatchNorm"] = BatchNorm,
        ["FusedBatchNormV3"] = BatchNorm,
        ["FusedDepthwiseConv2dNative"] = node => Fused(node, bias => Depthwise(node, bias)),
        ["Identity"] = node => node.Input(),
        ["LeakyRelu"] = node => Elementwise.Activate(node.Sketch, node.Name, node.Input(), Activation.LeakyRelu(node.Number("alpha", 0.2))),
        ["MatMul"] = node => Dense(node, null),
        ["Maximum"] = node => Elementwise.Clip(node.Sketch, node.Name, node.Input(), node.Constant(1).Number, double.PositiveInfinity),
        ["MaxPool"] = node => Pooling.Max(node.Sketch, node.Name, node.Input(), node.Window(node.RowsAndColumns("ksize"), ""), Order),
        ["Mean"] = node => Pooling.Mean(node.Sketch, node.Name, node.Input(), node.Constant(1).Integers(), node.Flag("keep_dims")),
        ["Minimum"] = node => Elementwise.Clip(node.Sketch, node.Name, node.Input(), double.NegativeInfinity, node.Constant(1).Number),
        ["Mul"] = node => Elementwise.Multiply(node.Sketch, node.Name, node.Input(), node.Input(1)),
        ["Pad"] = Pad,
        ["Prelu"] = node => Normalising.PRelu(node.Sketch, node.Name, node.Input(), node.Constant(1)),
        ["RealDiv"] = node => Elementwise.Divide(node.Sketch, node.Name, node.Input(), node.Input(1)),
        ["Relu"] = node => Elementwise.Activate(node.Sketch, node.Name, node.Input(), Activation.Relu),
        ["Relu6"] = node => Elementwise.Activate(node.Sketch, node.Name, node.Input(), Activation.Relu6),
        ["Reshape"] = node => Reshaping.Reshape(node.Input(), node.Constant(1).Integers()),
        ["ResizeBilinear"] = node => Resize(node, Interpolation.Bilinear),
        ["ResizeNearestNeighbor"] = node => Resize(node, Interpolation.Nearest),
        ["Shape"] = node => Constant.Vector([.. node.Input().Shape.Select(extent => (double)extent)]),
        ["Sigmoid"] = node => Elementwise.Activate(node.Sketch, node.Name, node.Input(), Activation.Sigmoid),
        ["Softmax"] = node => Pooling.Softmax(node.Sketch, node.Name, node.Input(), -1),
        ["Squeeze"] = node => Reshaping.Squeeze(node.Input(), node.Integers("squeeze_dims")),
        ["Sub"] = node => Elementwise.Subtract(node.Sketch, node.Name, node.Input(), node.Input(1)),
        ["Tanh"] = node => Elementwise.Activate(node.Sketch, node.Name, node.Input(), Activation.Tanh),
        ["Transpose"] = node => Reshaping.Transpose(node.Input(), node.Constant(1).Integers()),
        ["_FusedConv2D"] = node => Fused(node, bias => Conv(node, node.Constant(1), bias)),
        ["_FusedMatMul"] = node => Fused(node, bias => Dense(node, bias)),
    };

    private static Value Conv(TfGraphNode node, Constant weight, Constant? bias)
    {
        var kernel = Convolving.Kernel(weight, [3, 2, 0, 1]);
        var groups = kernel.Shape[1] > 0 && node.Input().Shape is [_, _, _, var channels] ? channels / kernel.Shape[1] : 1;
        return Convolving.Convolve(node.Sketch, node.Name, node.Input(), kernel, bias, node.Window(new Extent(kernel.Shape[2], kernel.Shape[3]), "dilations"), groups, Order);
    }

    private static Value Depthwise(TfGraphNode node, Constant? bias)
    {
        var (kernel, channels) = Convolving.DepthwiseKernel(node.Constant(1));
        return Convolving.Convolve(node.Sketch, node.Name, node.Input(), kernel, bias, node.Window(new Extent(kernel.Shape[2], kernel.Shape[3]), "dilations"), channels, Order);
    }

    private static Value Dense(TfGraphNode node, Constant? bias)
    {
        var matrix = node.Constant(1);
        if (node.Flag("transpose_a") || matrix.Shape.Count != 2)
        {
            throw new ToolException($"a product of {node.Input().ShownShape} and {matrix.ShownShape} is not supported; of a vector and a matrix, it is.");
        }

        return Convolving.Dense(node.Sketch, node.Name, node.Input(), node.Flag("transpose_b") ? matrix : Constants.Transpose(matrix, [1, 0]), bias);
    }

    /// <summary>A convolution or product with what converters put into one operator with it: a bias, and an activation.</summary>
    private static Value Fused(TfGraphNode node, Func<Constant?, Value> compute)
    {
        var fused = node.Texts("fused_ops").ToList();
        var result = compute(fused is ["BiasAdd", ..] ? node.Constant(2) : null);
        fused.Remove("BiasAdd");
        return fused switch
        {
            [] => result,
            ["Relu"] => Elementwise.Activate(node.Sketch, node.Name + "/activation", result, Activation.Relu),
            ["Relu6"] => Elementwise.Activate(node.Sketch, node.Name + "/activation", result, Activation.Relu6),
            ["Sigmoid"] => Elementwise.Activate(node.Sketch, node.Name + "/activation", result, Activation.Sigmoid),
            ["Prelu"] => Normalising.PRelu(node.Sketch, node.Name + "/activation", result, node.Constant(3)),
            _ => throw new ToolException($"its fused operators are {string.Join(", ", fused)}; BiasAdd, Relu, Relu6, Sigmoid and Prelu are accepted."),
        };
    }

    /// <summary>The last input is the axis.</summary>
    private static Value Concat(TfGraphNode node)
    {
        var last = Math.Max(node.Sources.Count - 1, 0);
        return Pooling.Concat(node.Sketch, node.Name, [.. Enumerable.Range(0, last).Select(node.Input)], (int)node.Constant(last).Number);
    }

    private static Symbol BatchNorm(TfGraphNode node) => Normalising.BatchNorm(
        node.Sketch, node.Name, node.Input(), node.Constant(1).Floats, node.Constant(2).Floats, node.Constant(3).Floats, node.Constant(4).Floats, node.Number("epsilon", 1e-4), -1);

    private static Value Pad(TfGraphNode node)
    {
        var pads = node.Constant(1).Integers();
        return Paddings.Pad(node.Sketch, node.Name, node.Input(), [.. pads.Where((_, index) => index % 2 == 0)], [.. pads.Where((_, index) => index % 2 == 1)], 0, Order);
    }

    private static Value Resize(TfGraphNode node, Interpolation method)
    {
        var coordinates = node.Flag("align_corners") ? Coordinates.AlignCorners : node.Flag("half_pixel_centers") ? Coordinates.HalfPixel : Coordinates.Asymmetric;
        return node.Constant(1).Integers() is [>= 1 and <= 8192 and var height, >= 1 and <= 8192 and var width]
            ? Pooling.Resize(node.Sketch, node.Name, node.Input(), new Extent(height, width), method, coordinates, Order)
            : throw new ToolException("its size is not rows and columns from 1 to 8192.");
    }

}
