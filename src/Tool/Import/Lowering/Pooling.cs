using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Tool.Import.Lowering;

/// <summary>Poolings, means, softmax, resizing and joining.</summary>
internal static class Pooling
{
    public static Value Max(GraphSketch sketch, string name, Value input, Window window, AxisOrder order) =>
        Views.OfMap(sketch, sketch.Add(name, new MaxPool(window), [Views.ToMap(sketch, input, order)]), order);

    /// <summary>The mean under a window; one as large as the map is a global mean.</summary>
    public static Value Average(GraphSketch sketch, string name, Value input, Window window, bool countsPadding, AxisOrder order)
    {
        var map = Views.ToMap(sketch, input, order);
        var type = sketch.TypeOf(map);
        Operation operation = window.Kernel == new Extent(type.Height, type.Width) && window.Margins(type).IsNone
            ? new GlobalAveragePool()
            : new AveragePool(window, countsPadding);
        return Views.OfMap(sketch, sketch.Add(name, operation, [map]), order);
    }

    /// <summary>The mean over axes, which must be all pixels of a map.</summary>
    public static Value Mean(GraphSketch sketch, string name, Value input, IReadOnlyList<int> axes, bool keepsAxes) =>
        OverPixels(sketch, name, input, axes, keepsAxes, new GlobalAveragePool(), "mean");

    /// <summary>The largest over axes, which must be all pixels of a map.</summary>
    public static Value GlobalMax(GraphSketch sketch, string name, Value input, IReadOnlyList<int> axes, bool keepsAxes) =>
        OverPixels(sketch, name, input, axes, keepsAxes, new GlobalMaxPool(), "maximum");

    private static Symbol OverPixels(GraphSketch sketch, string name, Value input, IReadOnlyList<int> axes, bool keepsAxes, Operation operation, string shown)
    {
        if (input is not Symbol tensor)
        {
            throw new ToolException($"the {shown} of a constant is not supported.");
        }

        var reduced = (axes.Count == 0 ? Enumerable.Range(0, tensor.Dims.Length) : axes.Select(axis => Reshaping.Axis(axis, tensor.Dims.Length))).ToHashSet();
        var channels = Views.ChannelFactors(sketch, tensor);
        var pixels = reduced.SelectMany(axis => tensor.Dims[axis]).Order().ToList();
        if (channels is null || !pixels.SequenceEqual(Enumerable.Range(0, tensor.Memory.Length - channels.Length)))
        {
            // What is reduced becomes the rows, what stays the channels.
            int[] kept = [.. Enumerable.Range(0, tensor.Memory.Length).Except(pixels)];
            tensor = Arranging.Arrange(sketch, tensor, [.. pixels], [], kept);
            pixels = [.. Enumerable.Range(0, pixels.Count)];
        }

        var node = pixels.Count == 0 ? tensor.Node : sketch.Add(name, operation, [tensor.Node]);
        return new Symbol(node, tensor.Memory[pixels.Count..], [.. tensor.Dims
            .Select((dim, axis) => (Axis: axis, Factors: reduced.Contains(axis) ? [] : dim.Select(factor => factor - pixels.Count).ToArray()))
            .Where(dim => keepsAxes || !reduced.Contains(dim.Axis))
            .Select(dim => dim.Factors)]);
    }

    public static Value Softmax(GraphSketch sketch, string name, Value input, int axis)
    {
        var tensor = input as Symbol ?? throw new ToolException("softmax of a constant is not supported.");
        var dim = tensor.Dims[Reshaping.Axis(axis, tensor.Dims.Length)];
        if (Views.ChannelFactors(sketch, tensor) is not { } channels || !dim.SequenceEqual(channels))
        {
            tensor = Arranging.Arrange(sketch, tensor, [.. Enumerable.Range(0, tensor.Memory.Length).Except(dim)], [], dim);
        }

        return tensor with { Node = sketch.Add(name, new Softmax(), [tensor.Node]) };
    }

    public static Value Resize(GraphSketch sketch, string name, Value input, Extent size, Interpolation method, Coordinates coordinates, AxisOrder order)
    {
        var map = Views.ToMap(sketch, input, order);
        return sketch.TypeOf(map) is { } type && type.Height == size.Height && type.Width == size.Width
            ? input
            : Views.OfMap(sketch, sketch.Add(name, new Resize(size, null, method, coordinates), [map]), order);
    }

    /// <summary>Tensors side by side: along the channels, or along the outermost axis that is not 1.</summary>
    public static Value Concat(GraphSketch sketch, string name, IReadOnlyList<Value> inputs, int axis)
    {
        if (inputs.Count == 0)
        {
            throw new ToolException("it joins nothing.");
        }

        if (inputs.All(input => input is Constant))
        {
            return Constants.Concat([.. inputs.Cast<Constant>()], axis);
        }

        if (inputs.Count == 1)
        {
            return inputs[0];
        }

        var tensors = inputs.OfType<Symbol>().ToList();
        var at = Reshaping.Axis(axis, tensors[0].Dims.Length);
        if (tensors.Count < inputs.Count || tensors.Any(tensor => tensor.Dims.Length != tensors[0].Dims.Length))
        {
            throw new ToolException($"{string.Join(" and ", inputs.Select(input => input.ShownShape))} cannot be joined; tensors of one rank are accepted.");
        }

        if (tensors.All(tensor => Views.ChannelFactors(sketch, tensor) is { } channels && tensor.Dims[at].SequenceEqual(channels)))
        {
            var node = sketch.Add(name, new Concat(), [.. tensors.Select(tensor => tensor.Node)]);
            var whole = tensors.MaxBy(tensor => tensor.Memory.Length)!;
            return Joined(whole, node, [.. whole.Memory[..^whole.Dims[at].Length], sketch.TypeOf(node).Channels], whole.Memory.Length - whole.Dims[at].Length, at);
        }

        return Append(sketch, name, tensors, at);
    }

    /// <summary>Vectors one behind the other: what the heads of detectors do with their maps.</summary>
    private static Symbol Append(GraphSketch sketch, string name, List<Symbol> tensors, int axis)
    {
        if (tensors.Any(tensor => !tensor.IsInOrder || tensor.Dims[..axis].Any(dim => dim.Length > 0) || !Rest(tensor, axis).SequenceEqual(Rest(tensors[0], axis))))
        {
            throw new ToolException($"{string.Join(" and ", tensors.Select(tensor => tensor.ShownShape))} cannot be joined along the axis {axis}; along the channels, or along the outermost axis, they can.");
        }

        var node = sketch.Add(name, new Concat(), [.. tensors.Select((tensor, index) => Views.ToVector(sketch, $"{name}_{index}", tensor))]);
        return Joined(tensors[0], node, [tensors.Sum(tensor => tensor.Shape[axis]), .. Rest(tensors[0], axis)], 0, axis);
    }

    private static IEnumerable<int> Rest(Symbol tensor, int axis) => tensor.Dims.Skip(axis + 1).SelectMany(dim => dim).Select(factor => tensor.Memory[factor]);

    /// <summary>The view of a whole whose axis <paramref name="axis"/> became one factor at <paramref name="place"/>.</summary>
    private static Symbol Joined(Symbol part, int node, int[] memory, int place, int axis)
    {
        var before = part.Dims[axis].Length;
        return new Symbol(node, memory, [.. part.Dims.Select((dim, index) => index == axis ? [place] : dim.Select(factor => factor < place ? factor : factor - before + 1).ToArray())]);
    }
}
