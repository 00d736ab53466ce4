using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Tool.Import.Lowering;

namespace MobileNetGen.Tool.Import;

/// <summary>Where a format puts the channels of a batch of maps.</summary>
internal enum AxisOrder
{
    /// <summary>Batch, rows, columns, channels: TensorFlow's.</summary>
    Nhwc,

    /// <summary>Batch, channels, rows, columns: ONNX' and PyTorch's.</summary>
    Nchw,
}

/// <summary>From a model's axes to maps and vectors, and back.</summary>
internal static class Views
{
    /// <summary>A node's tensor as a batch of one map.</summary>
    public static Symbol OfMap(GraphSketch sketch, int node, AxisOrder order)
    {
        var type = sketch.TypeOf(node);
        var memory = new List<int>();
        int[] rows = Factor(memory, type.Height), columns = Factor(memory, type.Width), channels = Factor(memory, type.Channels);
        return new Symbol(node, [.. memory], order == AxisOrder.Nhwc ? [[], rows, columns, channels] : [[], channels, rows, columns]);
    }

    /// <summary>A node's tensor, which is a vector, with axes of extent 1 before.</summary>
    public static Symbol OfVector(GraphSketch sketch, int node, int rank)
    {
        var memory = new List<int>();
        var channels = Factor(memory, sketch.TypeOf(node).Channels);
        return new Symbol(node, [.. memory], [.. Enumerable.Repeat(Array.Empty<int>(), rank - 1), channels]);
    }

    /// <summary>A new input of the network: a batch of one map, or of one vector, by its extents in the model's order.</summary>
    public static Symbol OfInput(
        GraphSketch sketch,
        string name,
        IReadOnlyList<int> extents,
        AxisOrder order,
        ElementType? element = null,
        Precision? own = null)
    {
        element ??= ElementType.Float32;
        if (extents.Count == 2)
        {
            return OfVector(sketch, sketch.AddInput(name, new TensorType(1, 1, extents[1]) { Element = element }, own), 2);
        }

        var type = order == AxisOrder.Nhwc
            ? new TensorType(extents[1], extents[2], extents[3])
            : new TensorType(extents[2], extents[3], extents[1]);
        return OfMap(sketch, sketch.AddInput(name, type with { Element = element }, own), order);
    }

    /// <summary>The same for TensorFlow's models, whose extents may be open.</summary>
    /// <exception cref="ToolException">They are, or are not those of a batch.</exception>
    public static Symbol OfOpenInput(GraphSketch sketch, string name, IReadOnlyList<int> extents, AxisOrder order = AxisOrder.Nhwc) =>
        extents.Count is 2 or 4 && extents.Skip(1).All(extent => extent is >= 1 and <= 8192)
            ? OfInput(sketch, name, extents, order)
            : throw new ToolException($"the input \"{name}\" is [{string.Join(", ", extents.Select(extent => extent < 1 ? "?" : $"{extent}"))}]; "
                + "a batch of maps or vectors of known extents is accepted: say them with --shape, as in --shape 1x224x224x3.");

    /// <summary>The node that holds a batch of one map, in the project's order of elements, into which it is brought.</summary>
    /// <exception cref="ToolException">The tensor is no such map.</exception>
    public static int ToMap(GraphSketch sketch, Value value, AxisOrder order)
    {
        if (value is not Symbol { Dims: { Length: 4 } dims } symbol || dims[0].Length > 0)
        {
            throw new ToolException($"the input {value.DisplayShape} is no batch of one map, which is what is accepted.");
        }

        var (rows, columns, channels) = order == AxisOrder.Nhwc ? (dims[1], dims[2], dims[3]) : (dims[2], dims[3], dims[1]);
        return Arranging.Arrange(sketch, symbol, rows, columns, channels).Node;
    }

    /// <summary>True for a batch of one map whose elements stand in the project's order.</summary>
    public static bool IsMap(GraphSketch sketch, Symbol symbol, AxisOrder order) =>
        symbol.Dims.Length == 4 && OfMap(sketch, symbol.Node, order) is var map && symbol.HasOrderOf(map) && symbol.Shape.SequenceEqual(map.Shape);

    /// <summary>The node that holds all elements as a vector, in the project's order of elements.</summary>
    public static int ToVector(GraphSketch sketch, string name, Symbol symbol) =>
        sketch.TypeOf(symbol.Node).IsVector ? symbol.Node : sketch.Add(name + "_flat", new Flatten(), [symbol.Node]);

    /// <summary>The factors that make up the node's channels: the innermost ones. Null if channels were merged with pixels.</summary>
    public static int[]? ChannelFactors(GraphSketch sketch, Symbol symbol)
    {
        var (first, product) = (symbol.Memory.Length, 1);
        var channels = sketch.TypeOf(symbol.Node).Channels;
        while (product < channels && first > 0)
        {
            product *= symbol.Memory[--first];
        }

        return product == channels ? [.. Enumerable.Range(first, symbol.Memory.Length - first)] : null;
    }

    private static int[] Factor(List<int> memory, int extent)
    {
        if (extent == 1)
        {
            return [];
        }

        memory.Add(extent);
        return [memory.Count - 1];
    }
}
