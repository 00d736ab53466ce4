using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Lowering;

namespace MobileNetGen.Tool.Formats.TensorFlowJs;

/// <summary>Parts of tensors, and tensors put together of them. Integers come out as they are.</summary>
internal static class TfGraphParts
{
    public static readonly IReadOnlyList<TfGraphOperator> All =
    [
        new("GatherV2", "params indices axis", "Tparams~ Tindices~ Taxis~ batch_dims=0", Gather),
        new("Slice", "input begin size", "T~ Index~", Slice),
        new("Split", "split_dim value", "T~ num_split", node =>
        {
            var (value, axis, count) = (node.View("value"), Axis(node, "split_dim", "value"), node.Integer("num_split", 0));
            return count >= 1 && value.Shape[axis] % count == 0
                ? Parts(node, value, axis, [.. Enumerable.Repeat(value.Shape[axis] / count, count)])
                : throw new ToolException($"it splits the extent {value.Shape[axis]} into {count}; a divisor is accepted.");
        }),
        new("SplitV", "value size_splits split_dim", "T~ Tlen~ num_split~", node =>
        {
            var (value, axis, sizes) = (node.View("value"), Axis(node, "split_dim", "value"), node.Integers("size_splits"));
            return sizes.All(size => size >= 1) && sizes.Sum(size => (long)size) == value.Shape[axis]
                ? Parts(node, value, axis, sizes)
                : throw new ToolException($"it splits the extent {value.Shape[axis]} into [{string.Join(", ", sizes)}]; parts of 1 or more that together are the whole are accepted.");
        }),
        new("StridedSlice", "input begin end strides", "T~ Index~ begin_mask end_mask ellipsis_mask=0 new_axis_mask=0 shrink_axis_mask", StridedSlice),
        new("Tile", "input multiples", "T~ Tmultiples~", Tile),
        new("Unpack", "value", "T~ num~ axis", node =>
        {
            var value = node.View("value");
            var axis = Reshaping.Axis(node.Integer("axis", 0), value.Shape.Count);
            return [.. Enumerable.Range(0, value.Shape[axis]).Select(place => Reshaping.Squeeze(Slicing.Slice(node.Sketch, $"{node.Name}/{place}", value, axis, place, place + 1, 1), [axis]))];
        }),
    ];

    public static Value Pack(TfGraphNode node)
    {
        var axis = node.Integer("axis", 0);
        return Joining.Concat(node.Sketch, node.Name, [.. node.Views("values").Select(value => Reshaping.Unsqueeze(value, [axis]))], axis);
    }

    private static int Axis(TfGraphNode node, string axis, string value) => Reshaping.Axis(One(node.Integers(axis)), node.ShapeOf(value).Count);

    private static int One(int[] numbers) => numbers is [var number] ? number : throw new ToolException($"its axis is [{string.Join(", ", numbers)}]; one is accepted.");

    private static Value Gather(TfGraphNode node)
    {
        var (places, axis) = (node.View("indices") as Constant ?? throw new ToolException("its indices are computed by the network; a constant is accepted."), One(node.Integers("axis")));
        return node.View("params") is Symbol tensor ? Slicing.Take(node.Sketch, node.Name, tensor, places, axis) : Constants.Take((Constant)node.View("params"), places, axis);
    }

    /// <summary>A size of −1 is all that is left.</summary>
    private static Value Slice(TfGraphNode node)
    {
        var (begin, size, value) = (node.Integers("begin"), node.Integers("size"), node.View("input"));
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

    /// <summary>One range for each of the first axes; those that shrink are a place, and go.</summary>
    private static Value StridedSlice(TfGraphNode node)
    {
        var (begin, end, steps, value) = (node.Integers("begin"), node.Integers("end"), node.Integers("strides"), node.View("input"));
        var (openBegin, openEnd, shrink) = (node.Integer("begin_mask", 0), node.Integer("end_mask", 0), node.Integer("shrink_axis_mask", 0));
        if (begin.Length > value.Shape.Count || end.Length != begin.Length || steps.Length != begin.Length)
        {
            throw new ToolException($"its begin, end and strides have {begin.Length}, {end.Length} and {steps.Length} numbers for {value.ShownShape}.");
        }

        return StridedSlices.Of(node.Sketch, node.Name, value, begin, end, steps, openBegin, openEnd, shrink);
    }

    private static IReadOnlyList<Value> Parts(TfGraphNode node, Value value, int axis, int[] sizes) =>
        [.. sizes.Select((size, index) => Slicing.Slice(node.Sketch, $"{node.Name}/{index}", value, axis, sizes.Take(index).Sum(), sizes.Take(index + 1).Sum(), 1))];

    private static Value Tile(TfGraphNode node)
    {
        var (times, value) = (node.Integers("multiples"), node.View("input"));
        return times.Length == value.Shape.Count && times.All(count => count is >= 1 and <= 64)
            ? Enumerable.Range(0, times.Length).Aggregate(value, (whole, axis) => times[axis] == 1 ? whole : Joining.Concat(node.Sketch, node.Name, [.. Enumerable.Repeat(whole, times[axis])], axis))
            : throw new ToolException($"its multiples are [{string.Join(", ", times)}] for {value.ShownShape}; 1 to 64 for each axis are accepted.");
    }
}
