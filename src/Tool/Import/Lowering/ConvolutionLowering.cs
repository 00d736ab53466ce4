using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Tool.Import.Lowering;

/// <summary>Convolutions and dense layers.</summary>
internal static class ConvolutionLowering
{
    /// <param name="sketch">Where the node goes.</param>
    /// <param name="name">Its name.</param>
    /// <param name="input">The map.</param>
    /// <param name="kernel">Outputs, inputs of a group, rows, columns.</param>
    /// <param name="bias">One for each output, or null.</param>
    /// <param name="window">Kernel, stride, dilation and padding.</param>
    /// <param name="groups">Into how many parts the channels are split.</param>
    /// <param name="order">Where the model has the channels.</param>
    public static Value Convolve(GraphSketch sketch, string name, Value input, Constant kernel, Constant? bias, Window window, int groups, AxisOrder order)
    {
        var map = Views.ToMap(sketch, input, order);
        var type = sketch.TypeOf(map);
        if (kernel.Shape.Count != 4 || groups < 1 || kernel.Shape[0] % groups != 0 || (long)kernel.Shape[1] * groups != type.Channels
            || window.Kernel != new Extent(kernel.Shape[2], kernel.Shape[3]) || (bias is not null && bias.Values.Length != kernel.Shape[0]))
        {
            throw new ToolException($"a kernel of {kernel.DisplayShape} in {groups} groups does not fit a map of {type.DisplayText}.");
        }

        Operation operation = groups == 1
            ? new Convolution(window, kernel.Shape[0], bias is not null)
            : groups == type.Channels
                ? new Depthwise(window, bias is not null) { Multiplier = kernel.Shape[0] / groups }
                : new GroupedConvolution(window, kernel.Shape[0], groups, bias is not null);
        return Views.OfMap(sketch, sketch.Add(name, operation, [map], Weights(kernel, bias)), order);
    }

    /// <param name="sketch">Where the node goes.</param>
    /// <param name="name">Its name.</param>
    /// <param name="input">The map.</param>
    /// <param name="kernel">Inputs, outputs of a group, rows, columns.</param>
    /// <param name="bias">One for each output, or null.</param>
    /// <param name="window">Kernel, stride, dilation and padding.</param>
    /// <param name="outputPadding">Rows and columns added at the bottom and right.</param>
    /// <param name="groups">Into how many parts the channels are split.</param>
    /// <param name="order">Where the model has the channels.</param>
    public static Value ConvolveTransposed(
        GraphSketch sketch,
        string name,
        Value input,
        Constant kernel,
        Constant? bias,
        Window window,
        Extent outputPadding,
        int groups,
        AxisOrder order)
    {
        var map = Views.ToMap(sketch, input, order);
        var filters = kernel.Shape.Count == 4 ? (long)kernel.Shape[1] * groups : 0;
        if (groups < 1
            || filters is < 1 or > int.MaxValue
            || kernel.Shape[0] != sketch.TypeOf(map).Channels
            || window.Kernel != new Extent(kernel.Shape[2], kernel.Shape[3])
            || (bias is not null && bias.Values.Length != filters)
            || outputPadding.Height is < 0 or > Paddings.MaxPixels || outputPadding.Width is < 0 or > Paddings.MaxPixels)
        {
            throw new ToolException($"a transposed kernel of {kernel.DisplayShape} in {groups} groups, with {outputPadding.DisplayText} more, "
                + $"does not fit a map of {sketch.TypeOf(map).DisplayText}.");
        }

        var operation = new ConvTranspose(window, outputPadding, (int)filters, groups, bias is not null);
        return Views.OfMap(sketch, sketch.Add(name, operation, [map], Weights(kernel, bias)), order);
    }

    /// <param name="sketch">Where the node goes.</param>
    /// <param name="name">Its name.</param>
    /// <param name="input">A tensor whose axes but the last have the extent 1.</param>
    /// <param name="kernel">Outputs, inputs.</param>
    /// <param name="bias">One for each output, or null.</param>
    public static Value Dense(GraphSketch sketch, string name, Value input, Constant kernel, Constant? bias)
    {
        if (input is not Symbol tensor || tensor.Dims.Length == 0)
        {
            throw new ToolException($"a dense layer on {input.DisplayShape} is not supported; on a vector or map, it is.");
        }

        if (kernel.Shape.Count != 2 || kernel.Shape[1] != tensor.Shape[^1] || (bias is not null && bias.Values.Length != kernel.Shape[0]))
        {
            throw new ToolException($"a matrix of {kernel.DisplayShape} does not fit a vector of {tensor.Shape[^1]}.");
        }

        if (tensor.Dims[..^1].Any(dim => dim.Length > 0))
        {
            return Pointwise(sketch, name, tensor, kernel, bias);
        }

        var ordered = tensor.IsInOrder ? kernel : InMemoryOrder(kernel, tensor);
        var node = sketch.Add(name, new Dense(kernel.Shape[0], bias is not null), [Views.ToVector(sketch, name, tensor)], Weights(ordered, bias));
        return Views.OfVector(sketch, node, tensor.Dims.Length);
    }

    /// <summary>A dense layer on the last axis, for each place of the others.</summary>
    private static Symbol Pointwise(GraphSketch sketch, string name, Symbol tensor, Constant kernel, Constant? bias)
    {
        var (channels, type) = (tensor.Dims[^1], sketch.TypeOf(tensor.Node));
        int[] others = [.. Enumerable.Range(0, tensor.Memory.Length).Except(channels)];
        var isMap = type.Channels == tensor.Shape[^1] && channels.SequenceEqual(Enumerable.Range(others.Length, channels.Length));
        var map = isMap ? tensor : Arranging.Arrange(sketch, tensor, others, [], channels);
        var window = new Window(Extent.One, Extent.One, Extent.One, Padding.Valid);
        var node = sketch.Add(
            name,
            new Convolution(window, kernel.Shape[0], bias is not null),
            [map.Node],
            Weights(new Constant([kernel.Shape[0], kernel.Shape[1], 1, 1], kernel.Values), bias));
        return channels.Length == 0 ? Widened(map, node, kernel.Shape[0]) : Slicing.Resized(map with { Node = node }, map.Dims.Length - 1, kernel.Shape[0]);
    }

    /// <summary>The view of a map of one channel that became several.</summary>
    private static Symbol Widened(Symbol map, int node, int channels) => channels == 1
        ? map with { Node = node }
        : map with { Node = node, Memory = [.. map.Memory, channels], Dims = [.. map.Dims[..^1], [map.Memory.Length]] };

    /// <summary>The matrix for a vector whose elements stand in the project's order, where the model flattened a map in another.</summary>
    private static Constant InMemoryOrder(Constant kernel, Symbol tensor)
    {
        var factors = tensor.Dims[^1];
        var split = new Constant([kernel.Shape[0], .. factors.Select(factor => tensor.Memory[factor])], kernel.Values);
        int[] permutation = [0, .. Enumerable.Range(0, factors.Length).Select(factor => Array.IndexOf(factors, factor) + 1)];
        return new Constant(kernel.Shape, Constants.Transpose(split, permutation).Values);
    }

    /// <summary>A kernel with its axes in the project's order.</summary>
    /// <exception cref="ToolException">It has not four axes.</exception>
    public static Constant Kernel(Constant weight, int[] permutation) => weight.Shape.Count == 4 && weight.Values.Length > 0
        ? Constants.Transpose(weight, permutation)
        : throw new ToolException($"its kernel is {weight.DisplayShape}; four axes are accepted.");

    /// <summary>TensorFlow's depthwise kernel: rows, columns, channels, multiplier become channels · multiplier, 1, rows, columns.</summary>
    /// <exception cref="ToolException">It has not four axes.</exception>
    public static (Constant Kernel, int Channels) DepthwiseKernel(Constant weight)
    {
        var kernel = Kernel(weight, [2, 3, 0, 1]);
        return (new Constant([kernel.Shape[0] * kernel.Shape[1], 1, kernel.Shape[2], kernel.Shape[3]], kernel.Values), kernel.Shape[0]);
    }

    private static Dictionary<string, Tensor> Weights(Constant kernel, Constant? bias)
    {
        var weights = new Dictionary<string, Tensor> { ["weight"] = new Tensor(kernel.Shape, kernel.Floats) };
        if (bias is not null)
        {
            weights["bias"] = Tensor.Vector(bias.Floats);
        }

        return weights;
    }
}
