using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Lowering;

namespace MobileNetGen.Tool.Formats.TfLite;

/// <summary>Operators that regroup, join or take apart. Integers come out as they are.</summary>
internal static class TfLiteShapes
{
    public static readonly IReadOnlyList<TfLiteOperator> All =
    [
        new("CONCATENATION", 4, "values*", Concatenation)
        {
            Options = "ConcatenationOptions", Signature = "axis fused_activation_function",
        },
        new("EXPAND_DIMS", 1, "input axis", node => Reshaping.Unsqueeze(node.View("input"), node.Integers("axis"))),
        new("GATHER", 7, "params indices", Gather) { Options = "GatherOptions", Signature = "axis batch_dims=0", Limits = "places that are known" },
        new("PACK", 4, "values*", Pack) { Options = "PackOptions", Signature = "values_count~ axis" },
        new("RESHAPE", 1, "input shape?", node => Reshaping.Reshape(node.View("input"), ShapeOf(node))) { Options = "ReshapeOptions", Signature = "new_shape" },
        new("SHAPE", 1, "input", Shape) { Options = "ShapeOptions", Signature = "out_type~" },
        new("SLICE", 5, "input begin size", Slice),
        new("SPLIT", 4, "axis input", Split) { Options = "SplitOptions", Signature = "num_splits" },
        new("SPLIT_V", 2, "input sizes axis", SplitV) { Options = "SplitVOptions", Signature = "num_splits~" },
        new("SQUEEZE", 2, "input", node => Reshaping.Squeeze(node.View("input"), node.List("squeeze_dims")))
        {
            Options = "SqueezeOptions", Signature = "squeeze_dims",
        },
        new("STRIDED_SLICE", 8, "input begin end strides", StridedSlice)
        {
            Options = "StridedSliceOptions", Signature = "begin_mask end_mask ellipsis_mask=0 new_axis_mask=0 shrink_axis_mask offset=False",
        },
        new("TILE", 3, "input multiples", Tile) { Limits = "up to 64 times along an axis" },
        new("TRANSPOSE", 7, "input perm", node => Reshaping.Transpose(node.View("input"), node.Integers("perm"))),
        new("UNPACK", 4, "input", Unpack) { Options = "UnpackOptions", Signature = "num~ axis" },
    ];

    /// <summary>The input has the last word, where there is one.</summary>
    private static int[] ShapeOf(TfLiteNode node)
    {
        var said = node.List("new_shape");
        return node.Has("shape") ? node.Integers("shape") : said.Length > 0 ? said : throw new ToolException("its shape is missing.");
    }

    private static Value Concatenation(TfLiteNode node) =>
        node.Activated(Joining.Concat(node.Sketch, node.Name, node.RealsOrViews("values"), node.Integer("axis")));

    private static Value Gather(TfLiteNode node) => Taken(node, node.View("params"), node.IntegerConstant("indices"), node.Integer("axis"));

    private static Value Taken(TfLiteNode node, Value value, Constant places, int axis) =>
        value is Symbol tensor ? Slicing.Take(node.Sketch, node.Name, tensor, places, axis) : Constants.Take((Constant)value, places, axis);

    private static Constant Shape(TfLiteNode node) => Constant.Vector([.. node.ShapeOf("input").Select(extent => (double)extent)]);

    private static Value Pack(TfLiteNode node) =>
        Joining.Concat(node.Sketch, node.Name, [.. node.RealsOrViews("values").Select(value => Reshaping.Unsqueeze(value, [node.Integer("axis")]))], node.Integer("axis"));

    private static IReadOnlyList<Value> Unpack(TfLiteNode node)
    {
        var (value, axis) = (node.View("input"), Reshaping.Axis(node.Integer("axis"), node.ShapeOf("input").Count));
        return [.. Enumerable.Range(0, value.Shape[axis]).Select(place => Reshaping.Squeeze(Slicing.Slice(node.Sketch, $"{node.Name}_{place}", value, axis, place, place + 1, 1), [axis]))];
    }

    /// <summary>A size of −1 is all that is left.</summary>
    private static Value Slice(TfLiteNode node)
    {
        var (value, begin, size) = (node.View("input"), node.Integers("begin"), node.Integers("size"));
        if (begin.Length != value.Shape.Count || size.Length != value.Shape.Count)
        {
            throw new ToolException($"its begin and size have {begin.Length} and {size.Length} numbers for {value.ShownShape}.");
        }

        for (var axis = 0; axis < begin.Length; axis++)
        {
            var end = size[axis] == -1 ? value.Shape[axis] : (long)begin[axis] + size[axis];
            if (begin[axis] < 0 || size[axis] is < -1 or 0 || end > value.Shape[axis])
            {
                throw new ToolException($"its part from [{string.Join(", ", begin)}] on, of [{string.Join(", ", size)}], is none of {value.ShownShape}.");
            }

            value = Slicing.Slice(node.Sketch, node.Name, value, axis, begin[axis], end, 1);
        }

        return value;
    }

    private static IReadOnlyList<Value> Split(TfLiteNode node)
    {
        var (value, axis, count) = (node.View("input"), Axis(node), node.Integer("num_splits"));
        return count >= 1 && value.Shape[axis] % count == 0
            ? Parts(node, value, axis, [.. Enumerable.Repeat(value.Shape[axis] / count, count)])
            : throw new ToolException($"it splits the extent {value.Shape[axis]} into {count}; a divisor is accepted.");
    }

    private static IReadOnlyList<Value> SplitV(TfLiteNode node)
    {
        var (value, axis, sizes) = (node.View("input"), Axis(node), node.Integers("sizes"));
        var rest = value.Shape[axis] - sizes.Where(size => size != -1).Sum(size => (long)size);
        int[] known = [.. sizes.Select(size => size == -1 ? (int)Math.Clamp(rest, 0, int.MaxValue) : size)];
        return known.All(size => size >= 1) && known.Sum(size => (long)size) == value.Shape[axis]
            ? Parts(node, value, axis, known)
            : throw new ToolException($"it splits the extent {value.Shape[axis]} into [{string.Join(", ", sizes)}]; parts of 1 or more that together are the whole are accepted.");
    }

    private static int Axis(TfLiteNode node) => Reshaping.Axis((int)Math.Clamp(node.IntegerConstant("axis").Number, int.MinValue, int.MaxValue), node.ShapeOf("input").Count);

    private static IReadOnlyList<Value> Parts(TfLiteNode node, Value value, int axis, int[] sizes) =>
        [.. sizes.Select((size, index) => Slicing.Slice(node.Sketch, $"{node.Name}_{index}", value, axis, sizes.Take(index).Sum(), sizes.Take(index + 1).Sum(), 1))];

    private static Value Tile(TfLiteNode node)
    {
        var (value, times) = (node.View("input"), node.Integers("multiples"));
        return times.Length == value.Shape.Count && times.All(count => count is >= 1 and <= 64)
            ? Enumerable.Range(0, times.Length).Aggregate(value, (whole, axis) => times[axis] == 1 ? whole : Joining.Concat(node.Sketch, node.Name, [.. Enumerable.Repeat(whole, times[axis])], axis))
            : throw new ToolException($"its multiples are [{string.Join(", ", times)}] for {value.ShownShape}; 1 to 64 for each axis are accepted.");
    }

    /// <summary>One range for each of the first axes; those that shrink are a place, and go.</summary>
    private static Value StridedSlice(TfLiteNode node)
    {
        var value = node.View("input");
        var (begin, end, steps) = (node.Integers("begin"), node.Integers("end"), node.Integers("strides"));
        var (openBegin, openEnd, shrink) = (node.Integer("begin_mask"), node.Integer("end_mask"), node.Integer("shrink_axis_mask"));
        if (begin.Length > value.Shape.Count || end.Length != begin.Length || steps.Length != begin.Length)
        {
            throw new ToolException($"its begin, end and strides have {begin.Length}, {end.Length} and {steps.Length} numbers for {value.ShownShape}.");
        }

        return StridedSlices.Of(node.Sketch, node.Name, value, begin, end, steps, openBegin, openEnd, shrink);
    }
}
