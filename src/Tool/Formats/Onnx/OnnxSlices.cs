using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Lowering;

namespace MobileNetGen.Tool.Formats.Onnx;

/// <summary>Operators that join tensors, take parts of them, or put a border around them.</summary>
internal static class OnnxSlices
{
    public static readonly IReadOnlyList<OnnxOperator> All =
    [
        new("Concat", 4, "inputs*", "axis", Concat, "Of quantised tensors, those with one scale and zero point."),
        new("Expand", 8, "input shape", "", Expand),
        new("Gather", 1, "data indices", "axis", Gather, "Of a tensor that the network computes, up to 64 runs of places in even steps."),
        new("GatherND", 11, "data indices", "", node => GatherNd(node, 0), Single),
        new("GatherND", 12, "data indices", "batch_dims", node => GatherNd(node, node.Integer("batch_dims", 0)), Single),
        new("Pad", 2, "data", "mode pads value", node => Pad(node, node.Integers("pads"), null, node.Number("value", 0)), Around),
        new("Pad", 11, "data pads constant_value?", "mode", node => Pad(node, node.Constant(1).Integers(), null, node.ConstantOrNull(2)?.Number ?? 0), Around),
        new(
            "Pad",
            18,
            "data pads constant_value? axes?",
            "mode",
            node => Pad(node, node.Constant(1).Integers(), node.ConstantOrNull(3)?.Integers(), node.ConstantOrNull(2)?.Number ?? 0),
            Around),
        new("Slice", 1, "data", "starts ends axes", node => Slice(node, node.Integers("starts"), node.Integers("ends"), node.Integers("axes"), null)),
        new("Slice", 10, "data starts ends axes? steps?", "", node => Slice(
            node,
            node.Constant(1).Integers(),
            node.Constant(2).Integers(),
            node.ConstantOrNull(3)?.Integers(),
            node.ConstantOrNull(4)?.Integers())),
        new("Split", 2, "input", "axis split", node => Split(node, node.Integers("split"))),
        new("Split", 13, "input split?", "axis", node => Split(node, node.ConstantOrNull(1)?.Integers())),
        new("Split", 18, "input split?", "axis num_outputs", node => Split(node, node.ConstantOrNull(1)?.Integers())),
    ];

    private const string Around = "One number around rows and columns, or zeros around channels; reflected, repeated or wrapped elements along any axis.";

    private const string Single = "Places of one axis, that are known.";

    /// <summary>Places of the first axis, where each index is one number.</summary>
    private static Value GatherNd(OnnxNode node, int batches)
    {
        var indices = node.Constant(1);
        if (batches != 0 || indices.Shape is not [.., 1])
        {
            throw new ToolException($"its indices are {indices.DisplayShape} with {batches} batch_dims; one number for each place, without batch_dims, "
                + "is accepted.");
        }

        var places = new Constant([.. indices.Shape.SkipLast(1)], indices.Values);
        return node.Any() is Symbol tensor
            ? Quantising.Of(tensor, real => Slicing.Take(node.Sketch, node.Name, (Symbol)real, places, 0))
            : Constants.Take(node.Constant(0), places, 0);
    }

    private static Value Concat(OnnxNode node)
    {
        var values = node.AllOfAny();
        var axis = node.HasAttribute("axis") ? node.Integer("axis", 0) : throw new ToolException("its axis is missing.");
        if (values.OfType<Symbol>().FirstOrDefault() is not { } first)
        {
            return Joining.Concat(node.Sketch, node.Name, values, axis);
        }

        if (values.OfType<Symbol>().Any(tensor => tensor.IsView)
            && !values.All(value => value is Symbol { IsView: true } tensor && tensor.Quantisation == first.Quantisation))
        {
            return Joining.Concat(
                node.Sketch,
                node.Name,
                [.. values.Select(value => value is Symbol { IsView: true } view ? Quantising.Floats(node.Sketch, view) : value)],
                axis);
        }

        return values.OfType<Symbol>().All(tensor => tensor.Quantisation == first.Quantisation)
            && values.All(value => value.Element == first.Element)
            && (first.Quantisation is null || values.All(value => value is Symbol))
            ? Quantising.Of(first, _ => Joining.Concat(node.Sketch, node.Name, values, axis))
            : throw new ToolException("it joins tensors of several types, or of integers with several scales; one type and scale is accepted.");
    }

    private static Value Expand(OnnxNode node)
    {
        var (value, shape) = (node.Any(), Constants.Broadcast(node.Any().Shape, node.Constant(1).Integers()));
        return value switch
        {
            Constant constant => Constants.Spread(constant, shape),
            _ when Import.Constant.LengthOf(value.Shape) == Import.Constant.LengthOf(shape) => Reshaping.Reshape(value, shape),
            _ => Quantising.Of((Symbol)value, real => Reshaping.Spread(node.Sketch, node.Name, real, shape)),
        };
    }

    /// <summary>Around quantised integers, a border of what its integer stands for.</summary>
    private static Value Pad(OnnxNode node, IReadOnlyList<int>? said, IReadOnlyList<int>? axes, double value)
    {
        var (input, mode) = (node.Any(), node.Text("mode", "constant"));
        var pads = said ?? throw new ToolException("its pads are missing.");
        var rank = input.Shape.Count;
        var places = axes?.Select(axis => Reshaping.Axis(axis, rank)).ToList() ?? [.. Enumerable.Range(0, rank)];
        if (pads.Count != 2 * places.Count || places.Distinct().Count() != places.Count)
        {
            throw new ToolException($"its pads are {pads.Count} numbers for {places.Count} different axes; two for each are accepted.");
        }

        var (before, after) = (new int[rank], new int[rank]);
        foreach (var (axis, index) in places.Select((axis, index) => (axis, index)))
        {
            (before[axis], after[axis]) = (pads[index], pads[index + places.Count]);
        }

        return mode switch
        {
            "constant" => Moving(input, real => Pad(node, real, before, after, input is Symbol tensor ? Quantising.Real(tensor, value) : value)),
            "reflect" => Moving(input, real => Borders.Of(node.Sketch, node.Name, real, before, after, Border.Reflect)),
            "edge" => Moving(input, real => Borders.Of(node.Sketch, node.Name, real, before, after, Border.Edge)),
            "wrap" => Moving(input, real => Borders.Of(node.Sketch, node.Name, real, before, after, Border.Wrap)),
            _ => throw new ToolException($"its mode is {mode}; constant, reflect, edge and wrap are accepted."),
        };
    }

    /// <summary>Where a padding is negative, elements are cut off.</summary>
    private static Value Pad(OnnxNode node, Value input, int[] before, int[] after, double value)
    {
        var whole = input;
        for (var axis = 0; axis < before.Length; axis++)
        {
            if (before[axis] < 0 || after[axis] < 0)
            {
                var extent = input.Shape[axis];
                whole = Slicing.Slice(node.Sketch, $"{node.Name}_part", whole, axis, -Math.Min(before[axis], 0), extent + Math.Min(after[axis], 0), 1);
            }
        }

        // Converters from TensorFlow leave a padding before the transposition that it belongs to.
        var order = whole is Symbol map && !Views.IsMap(node.Sketch, map, AxisOrder.Nchw) && Views.IsMap(node.Sketch, map, AxisOrder.Nhwc)
            ? AxisOrder.Nhwc
            : AxisOrder.Nchw;
        return Paddings.Pad(
            node.Sketch,
            node.Name,
            whole,
            [.. before.Select(pixels => Math.Max(pixels, 0))],
            [.. after.Select(pixels => Math.Max(pixels, 0))],
            value,
            order);
    }

    private static Value Slice(OnnxNode node, IReadOnlyList<int>? starts, IReadOnlyList<int>? ends, IReadOnlyList<int>? axes, int[]? steps)
    {
        if (starts is null || ends is null)
        {
            throw new ToolException("its starts or ends are missing.");
        }

        axes ??= [.. Enumerable.Range(0, starts.Count)];
        steps ??= [.. Enumerable.Repeat(1, starts.Count)];
        if (ends.Count != starts.Count || axes.Count != starts.Count || steps.Length != starts.Count)
        {
            throw new ToolException("its starts, ends, axes and steps are not equally many.");
        }

        var value = node.Any();
        for (var index = 0; index < starts.Count; index++)
        {
            var (axis, start, end, step) = (axes[index], starts[index], ends[index], steps[index]);
            value = Moving(value, part => Slicing.Slice(node.Sketch, node.Name, part, axis, start, end, step));
        }

        return value;
    }

    private static Value Moving(Value value, Func<Value, Value> operation) => value is Symbol tensor ? Quantising.Of(tensor, operation) : operation(value);

    private static Value Gather(OnnxNode node)
    {
        var (places, axis) = (node.Constant(1), node.Integer("axis", 0));
        return node.Any() is Symbol tensor
            ? Quantising.Of(tensor, real => Slicing.Take(node.Sketch, node.Name, real, places, axis))
            : Constants.Take(node.Constant(0), places, axis);
    }

    /// <summary>Parts one after the other along an axis: of said sizes, or as equal as they can be.</summary>
    private static IReadOnlyList<Value> Split(OnnxNode node, IReadOnlyList<int>? said)
    {
        var value = node.Any();
        var axis = Reshaping.Axis(node.Integer("axis", 0), value.Shape.Count);
        var count = node.Form.Since >= 18 && node.HasAttribute("num_outputs") ? node.Integer("num_outputs", 0) : node.OutputCount;
        var extent = value.Shape[axis];
        var sizes = said ?? (count > 0
            ? [.. Enumerable.Range(0, count).Select(index => Math.Min((extent + count - 1) / count, extent - (index * ((extent + count - 1) / count))))]
            : []);
        if (sizes.Count != node.OutputCount || sizes.Any(size => size < 1) || sizes.Sum(size => (long)size) != extent)
        {
            throw new ToolException($"it splits the extent {extent} into [{string.Join(", ", sizes)}] for {node.OutputCount} outputs; "
                + "parts of 1 or more that together are the whole are accepted.");
        }

        var starts = sizes.Select((_, index) => sizes.Take(index).Sum()).ToList();
        return [.. sizes.Select((size, index) => Moving(
            value,
            part => Slicing.Slice(node.Sketch, $"{node.Name}_{index}", part, axis, starts[index], starts[index] + size, 1)))];
    }
}
