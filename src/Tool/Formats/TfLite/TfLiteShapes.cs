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
        new("PACK", 4, "values*", node => Parts.Stack(node.Sketch, node.Name, node.RealsOrViews("values"), node.Integer("axis")))
        {
            Options = "PackOptions", Signature = "values_count~ axis",
        },
        new("RESHAPE", 1, "input shape?", node => Reshaping.Reshape(node.View("input"), ShapeOf(node))) { Options = "ReshapeOptions", Signature = "new_shape" },
        new("SHAPE", 1, "input", Shape) { Options = "ShapeOptions", Signature = "out_type~" },
        new("SLICE", 5, "input begin size", Slice),
        new("SPLIT", 4, "axis input", node => Parts.Split(node.Sketch, node.Name, node.View("input"), Axis(node), node.Integer("num_splits")))
        {
            Options = "SplitOptions", Signature = "num_splits",
        },
        new("SPLIT_V", 2, "input sizes axis", node => Parts.Split(node.Sketch, node.Name, node.View("input"), Axis(node), node.Integers("sizes")))
        {
            Options = "SplitVOptions", Signature = "num_splits~",
        },
        new("SQUEEZE", 2, "input", node => Reshaping.Squeeze(node.View("input"), node.List("squeeze_dims")))
        {
            Options = "SqueezeOptions", Signature = "squeeze_dims",
        },
        new("STRIDED_SLICE", 8, "input begin end strides", StridedSlice)
        {
            Options = "StridedSliceOptions", Signature = "begin_mask end_mask ellipsis_mask=0 new_axis_mask=0 shrink_axis_mask offset=False",
        },
        new("TILE", 3, "input multiples", node => Parts.Tile(node.Sketch, node.Name, node.View("input"), node.Integers("multiples")))
        {
            Limits = "up to 64 times along an axis",
        },
        new("TRANSPOSE", 7, "input perm", node => Reshaping.Transpose(node.View("input"), node.Integers("perm"))),
        new("UNPACK", 4, "input", node => Parts.Unstack(node.Sketch, node.Name, node.View("input"), node.Integer("axis")))
        {
            Options = "UnpackOptions", Signature = "num~ axis",
        },
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

    private static Value Slice(TfLiteNode node)
    {
        var (begin, size) = (node.Integers("begin"), node.Integers("size"));
        return Parts.Slice(node.Sketch, node.Name, node.View("input"), begin, size);
    }

    private static int Axis(TfLiteNode node) =>
        Reshaping.Axis(node.Integers("axis") is [var axis] ? axis : throw new ToolException("its axis is no number."), node.ShapeOf("input").Count);

    /// <summary>One range for each of the first axes; those that shrink are a place, and go.</summary>
    private static Value StridedSlice(TfLiteNode node)
    {
        var value = node.View("input");
        var (begin, end, steps) = (node.Integers("begin"), node.Integers("end"), node.Integers("strides"));
        var (openBegin, openEnd, shrink) = (node.Integer("begin_mask"), node.Integer("end_mask"), node.Integer("shrink_axis_mask"));
        return StridedSlices.Of(node.Sketch, node.Name, value, begin, end, steps, openBegin, openEnd, shrink);
    }
}
