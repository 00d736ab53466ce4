using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Lowering;

namespace MobileNetGen.Tool.Formats.TfLite;

/// <summary>What the operators of TensorFlow Lite mean.</summary>
internal static class TfLiteOperators
{
    private const AxisOrder Order = AxisOrder.Nhwc;

    public static readonly IReadOnlyDictionary<TfLiteOperator, Func<TfLiteNode, Value>> All = new Dictionary<TfLiteOperator, Func<TfLiteNode, Value>>
    {
        [TfLiteOperator.Add] = node => node.Finish(Elementwise.Add(node.Sketch, node.Name, node.Input(), node.Input(1)), 0),
        [TfLiteOperator.AveragePool2D] = node => node.Finish(Pooling.Average(node.Sketch, node.Name, node.Input(), PoolingWindow(node), countsPadding: false, Order), 5),
        [TfLiteOperator.Cast] = node => node.Input(),
        [TfLiteOperator.Concatenation] = node => node.Finish(Pooling.Concat(node.Sketch, node.Name, node.Inputs(), node.Integer(0)), 1),
        [TfLiteOperator.Conv2D] = Conv,
        [TfLiteOperator.Custom] = TfLiteCustom.Read,
        [TfLiteOperator.DepthwiseConv2D] = Depthwise,
        [TfLiteOperator.Dequantize] = node => node.Input(),
        [TfLiteOperator.Div] = node => node.Finish(Elementwise.Divide(node.Sketch, node.Name, node.Input(), node.Input(1)), 0),
        [TfLiteOperator.ExpandDims] = node => Reshaping.Unsqueeze(node.Input(), node.Constant(1).Integers()),
        [TfLiteOperator.FullyConnected] = FullyConnected,
        [TfLiteOperator.Gather] = node => Constants.Take(node.Constant(0), node.Constant(1), node.Integer(0)),
        [TfLiteOperator.HardSwish] = node => Elementwise.Activate(node.Sketch, node.Name, node.Input(), Activation.HardSwish),
        [TfLiteOperator.LeakyRelu] = node => Elementwise.Activate(node.Sketch, node.Name, node.Input(), Activation.LeakyRelu(node.Number(0))),
        [TfLiteOperator.Logistic] = node => Elementwise.Activate(node.Sketch, node.Name, node.Input(), Activation.Sigmoid),
        [TfLiteOperator.Maximum] = node => Elementwise.Clip(node.Sketch, node.Name, node.Input(), node.Constant(1).Number, double.PositiveInfinity),
        [TfLiteOperator.MaxPool2D] = node => node.Finish(Pooling.Max(node.Sketch, node.Name, node.Input(), PoolingWindow(node), Order), 5),
        [TfLiteOperator.Mean] = node => Pooling.Mean(node.Sketch, node.Name, node.Input(), node.Constant(1).Integers(), node.Flag(0)),
        [TfLiteOperator.Minimum] = node => Elementwise.Clip(node.Sketch, node.Name, node.Input(), double.NegativeInfinity, node.Constant(1).Number),
        [TfLiteOperator.Mul] = node => node.Finish(Elementwise.Multiply(node.Sketch, node.Name, node.Input(), node.Input(1)), 0),
        [TfLiteOperator.Neg] = node => Elementwise.Multiply(node.Sketch, node.Name, node.Input(), Constant.Scalar(-1)),
        [TfLiteOperator.Pack] = Pack,
        [TfLiteOperator.Pad] = node => Pad(node, 0),
        [TfLiteOperator.PadV2] = node => Pad(node, node.Constant(2).Number),
        [TfLiteOperator.PRelu] = node => Normalising.PRelu(node.Sketch, node.Name, node.Input(), node.Constant(1)),
        [TfLiteOperator.Quantize] = node => node.Input(),
        [TfLiteOperator.Relu] = node => Elementwise.Activate(node.Sketch, node.Name, node.Input(), Activation.Relu),
        [TfLiteOperator.Relu6] = node => Elementwise.Activate(node.Sketch, node.Name, node.Input(), Activation.Relu6),
        [TfLiteOperator.Reshape] = node => Reshaping.Reshape(node.Input(), node.ConstantOrNull(1)?.Integers() ?? node.Integers(0) ?? throw new ToolException("its shape is missing.")),
        [TfLiteOperator.ResizeBilinear] = node => Resize(node, Interpolation.Bilinear, node.Flag(2), node.Flag(3)),
        [TfLiteOperator.ResizeNearestNeighbor] = node => Resize(node, Interpolation.Nearest, node.Flag(0), node.Flag(1)),
        [TfLiteOperator.Shape] = node => Constant.Vector([.. node.Input().Shape.Select(extent => (double)extent)]),
        [TfLiteOperator.Softmax] = Softmax,
        [TfLiteOperator.Squeeze] = node => Reshaping.Squeeze(node.Input(), node.Integers(0) ?? []),
        [TfLiteOperator.StridedSlice] = StridedSlice,
        [TfLiteOperator.Sub] = node => node.Finish(Elementwise.Subtract(node.Sketch, node.Name, node.Input(), node.Input(1)), 0),
        [TfLiteOperator.Tanh] = node => Elementwise.Activate(node.Sketch, node.Name, node.Input(), Activation.Tanh),
        [TfLiteOperator.TransposeConv] = TransposeConv,
        [TfLiteOperator.Transpose] = node => Reshaping.Transpose(node.Input(), node.Constant(1).Integers()),
    };

    /// <summary>The kernel has outputs first and inputs last.</summary>
    private static Value Conv(TfLiteNode node)
    {
        var kernel = Kernel(node, [0, 3, 1, 2]);
        var window = new Window(new Extent(kernel.Shape[2], kernel.Shape[3]), node.Extent(2, 1), node.Extent(5, 4, 1), node.Padding(0));
        var groups = kernel.Shape[1] > 0 && node.Input().Shape is [_, _, _, var channels] ? channels / kernel.Shape[1] : 1;
        return node.Finish(Convolving.Convolve(node.Sketch, node.Name, node.Input(), kernel, node.ConstantOrNull(2), window, groups, Order), 3);
    }

    /// <summary>The kernel has one batch and all outputs last: the outputs of a channel beside each other.</summary>
    private static Value Depthwise(TfLiteNode node)
    {
        var kernel = Kernel(node, [3, 0, 1, 2]);
        var window = new Window(new Extent(kernel.Shape[2], kernel.Shape[3]), node.Extent(2, 1), node.Extent(6, 5, 1), node.Padding(0));
        var channels = node.Input().Shape is [_, _, _, var extent] ? extent : 0;
        return node.Finish(Convolving.Convolve(node.Sketch, node.Name, node.Input(), kernel, node.ConstantOrNull(2), window, channels, Order), 4);
    }

    /// <summary>The first input is the output's shape, which the padding implies.</summary>
    private static Value TransposeConv(TfLiteNode node)
    {
        var kernel = Kernel(node, [3, 0, 1, 2]);
        var window = new Window(new Extent(kernel.Shape[2], kernel.Shape[3]), node.Extent(2, 1), Extent.One, node.Padding(0));
        var result = Convolving.ConvolveTransposed(node.Sketch, node.Name, node.Input(2), kernel, node.ConstantOrNull(3), window, default, 1, Order);
        return result.Shape.SequenceEqual(node.Constant(0).Integers())
            ? node.Finish(result, 3)
            : throw new ToolException($"its output shape {node.Constant(0).ShownShape} is not the one that its padding makes, {result.ShownShape}.");
    }

    /// <summary>The second input, with its axes in the project's order.</summary>
    public static Constant Kernel(TfLiteNode node, int[] permutation) => Convolving.Kernel(node.Constant(1), permutation);

    /// <summary>Without keep_num_dims the input is a matrix with as many columns as the kernel, whatever its axes were.</summary>
    private static Value FullyConnected(TfLiteNode node)
    {
        var kernel = node.Constant(1);
        var input = node.Flag(2) || kernel.Shape.Count != 2 ? node.Input() : Reshaping.Reshape(node.Input(), [-1, kernel.Shape[1]]);
        return node.Finish(Convolving.Dense(node.Sketch, node.Name, input, kernel, node.ConstantOrNull(2)), 0);
    }

    private static Window PoolingWindow(TfLiteNode node) => new(node.Extent(4, 3), node.Extent(2, 1), Extent.One, node.Padding(0));

    private static Value Resize(TfLiteNode node, Interpolation method, bool alignsCorners, bool halfPixels)
    {
        var size = node.Constant(1).Integers();
        if (size.Length != 2 || size.Any(extent => extent is < 1 or > 8192))
        {
            throw new ToolException($"its size is [{string.Join(", ", size)}]; rows and columns from 1 to 8192 are accepted.");
        }

        var coordinates = alignsCorners ? Coordinates.AlignCorners : halfPixels ? Coordinates.HalfPixel : Coordinates.Asymmetric;
        return Pooling.Resize(node.Sketch, node.Name, node.Input(), new Extent(size[0], size[1]), method, coordinates, Order);
    }

    private static Value Softmax(TfLiteNode node) => node.Number(0, 1) == 1
        ? Pooling.Softmax(node.Sketch, node.Name, node.Input(), -1)
        : throw new ToolException($"its beta is {node.Number(0)}; 1 is accepted.");

    private static Value Pad(TfLiteNode node, double value)
    {
        var pads = node.Constant(1).Integers();
        return Paddings.Pad(node.Sketch, node.Name, node.Input(), [.. pads.Where((_, index) => index % 2 == 0)], [.. pads.Where((_, index) => index % 2 == 1)], value, Order);
    }

    private static Constant Pack(TfLiteNode node)
    {
        var values = Enumerable.Range(0, node.InputIndices.Count).Select(node.Constant).ToList();
        return values.All(value => value.Values.Length == 1)
            ? Constant.Vector([.. values.Select(value => value.Number)])
            : throw new ToolException("tensors that are stacked are not supported; numbers of a shape are.");
    }

    private static Constant StridedSlice(TfLiteNode node)
    {
        var shape = node.Constant(0);
        var (begin, end, steps) = (node.Constant(1).Integers(), node.Constant(2).Integers(), node.Constant(3).Integers());
        if (shape.Shape.Count != 1 || begin.Length != 1 || end.Length != 1 || steps.Length != 1 || node.Integer(2) != 0 || node.Integer(3) != 0)
        {
            throw new ToolException("a part of a tensor is not supported; a part of a shape is.");
        }

        if (node.Integer(4) != 0)
        {
            return Constants.Take(shape, Constant.Scalar(begin[0]), 0);
        }

        return Constants.Slice(shape, 0, (node.Integer(0) & 1) != 0 ? 0 : begin[0], (node.Integer(1) & 1) != 0 ? long.MaxValue : end[0], steps[0]);
    }

}
