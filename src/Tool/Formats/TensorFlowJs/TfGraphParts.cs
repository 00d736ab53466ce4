using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Lowering;

namespace MobileNetGen.Tool.Formats.TensorFlowJs;

/// <summary>Parts of tensors, and tensors put together of them. Integers come out as they are.</summary>
internal static class TfGraphParts
{
    public static readonly IReadOnlyList<TfGraphOperator> All =
    [
        new("GatherV2", "params indices axis", "Tparams~ Tindices~ Taxis~ batch_dims=0", Gather),
        new("Pack", "values*", "T~ N~ axis", node => Parts.Stack(node.Sketch, node.Name, node.Views("values"), node.Integer("axis", 0))),
        new("Slice", "input begin size", "T~ Index~", node =>
        {
            var (begin, size) = (node.Integers("begin"), node.Integers("size"));
            return Parts.Slice(node.Sketch, node.Name, node.View("input"), begin, size);
        }),
        new("Split", "split_dim value", "T~ num_split", node =>
        {
            var axis = Axis(node, "split_dim", "value");
            return Parts.Split(node.Sketch, node.Name, node.View("value"), axis, node.Integer("num_split", 0));
        }),
        new("SplitV", "value size_splits split_dim", "T~ Tlen~ num_split~", node =>
        {
            var (axis, sizes) = (Axis(node, "split_dim", "value"), node.Integers("size_splits"));
            return Parts.Split(node.Sketch, node.Name, node.View("value"), axis, sizes);
        }),
        new("StridedSlice", "input begin end strides", "T~ Index~ begin_mask end_mask ellipsis_mask=0 new_axis_mask=0 shrink_axis_mask", StridedSlice),
        new("Tile", "input multiples", "T~ Tmultiples~", node =>
        {
            var times = node.Integers("multiples");
            return Parts.Tile(node.Sketch, node.Name, node.View("input"), times);
        }),
        new("Unpack", "value", "T~ num~ axis", node => Parts.Unstack(node.Sketch, node.Name, node.View("value"), node.Integer("axis", 0))),
    ];

    private static int Axis(TfGraphNode node, string axis, string value) => Reshaping.Axis(One(node.Integers(axis)), node.ShapeOf(value).Count);

    private static int One(int[] numbers) => numbers is [var number]
        ? number
        : throw new ToolException($"its axis is [{string.Join(", ", numbers)}]; one is accepted.");

    private static Value Gather(TfGraphNode node)
    {
        var places = node.View("indices") as Constant ?? throw new ToolException("its indices are computed by the network; a constant is accepted.");
        var axis = One(node.Integers("axis"));
        return node.View("params") is Symbol tensor
            ? Slicing.Take(node.Sketch, node.Name, tensor, places, axis)
            : Constants.Take((Constant)node.View("params"), places, axis);
    }

    /// <summary>One range for each of the first axes; those that shrink are a place, and go.</summary>
    private static Value StridedSlice(TfGraphNode node)
    {
        var (begin, end, steps, value) = (node.Integers("begin"), node.Integers("end"), node.Integers("strides"), node.View("input"));
        var (openBegin, openEnd, shrink) = (node.Integer("begin_mask", 0), node.Integer("end_mask", 0), node.Integer("shrink_axis_mask", 0));
        return StridedSlices.Of(node.Sketch, node.Name, value, begin, end, steps, openBegin, openEnd, shrink);
    }
}
