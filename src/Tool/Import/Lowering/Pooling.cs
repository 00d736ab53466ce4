using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Tool.Import.Lowering;

/// <summary>Poolings, softmax and resizing.</summary>
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

    public static Value Softmax(GraphSketch sketch, string name, Value input, params int[] axes) => Over(sketch, name, input, axes, new Softmax());

    public static Value LogSoftmax(GraphSketch sketch, string name, Value input, params int[] axes) => Over(sketch, name, input, axes, new LogSoftmax());

    /// <summary>Elements over the root of the sum of squares along axes, or over epsilon where that is larger.</summary>
    public static Value Normalise(GraphSketch sketch, string name, Value input, IReadOnlyList<int> axes, double epsilon) =>
        Over(sketch, name, input, axes, new L2Normalize(epsilon));

    /// <summary>What a layer does along the channels, along one axis or several together.</summary>
    private static Symbol Over(GraphSketch sketch, string name, Value input, IReadOnlyList<int> axes, Operation operation)
    {
        var tensor = input as Symbol ?? throw new ToolException($"{operation.Kind} of a constant is not supported.");
        int[] dim = [.. axes.Select(axis => Reshaping.Axis(axis, tensor.Dims.Length)).Distinct().SelectMany(axis => tensor.Dims[axis])];
        if (Views.ChannelFactors(sketch, tensor) is not { } channels || !dim.SequenceEqual(channels))
        {
            tensor = Arranging.Arrange(sketch, tensor, [.. Enumerable.Range(0, tensor.Memory.Length).Except(dim)], [], dim);
        }

        return tensor with { Node = sketch.Add(name, operation, [tensor.Node]) };
    }

    public static Value Resize(GraphSketch sketch, string name, Value input, Extent size, Interpolation method, Coordinates coordinates, AxisOrder order)
    {
        var type = sketch.TypeOf(Views.ToMap(sketch, input, order));
        return (type.Height, type.Width) == (size.Height, size.Width) ? input : Resize(sketch, name, input, new Resize(size, null, method, coordinates), order);
    }

    public static Value Resize(GraphSketch sketch, string name, Value input, Resize resize, AxisOrder order) =>
        Views.OfMap(sketch, sketch.Add(name, resize, [Views.ToMap(sketch, input, order)]), order);
}
