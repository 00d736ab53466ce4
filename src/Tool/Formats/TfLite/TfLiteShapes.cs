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
            Options = "ConcatenationOptions", Signature = "axis fused_activation_function", Limits = "along the channels, or the outermost axis",
        },
        new("EXPAND_DIMS", 1, "input axis", node => Reshaping.Unsqueeze(node.View("input"), node.Integers("axis"))),
        new("GATHER", 7, "params indices", Gather) { Options = "GatherOptions", Signature = "axis batch_dims=0", Limits = "of constants" },
        new("PACK", 4, "values*", Pack) { Options = "PackOptions", Signature = "values_count~ axis", Limits = "of constants" },
        new("RESHAPE", 1, "input shape?", node => Reshaping.Reshape(node.View("input"), ShapeOf(node))) { Options = "ReshapeOptions", Signature = "new_shape" },
        new("SHAPE", 1, "input", Shape) { Options = "ShapeOptions", Signature = "out_type~" },
        new("SQUEEZE", 2, "input", node => Reshaping.Squeeze(node.View("input"), node.List("squeeze_dims")))
        {
            Options = "SqueezeOptions", Signature = "squeeze_dims",
        },
        new("STRIDED_SLICE", 8, "input begin end strides", StridedSlice)
        {
            Options = "StridedSliceOptions", Signature = "begin_mask end_mask ellipsis_mask=0 new_axis_mask=0 shrink_axis_mask offset=False",
            Limits = "steps of 1 or more; of constants",
        },
        new("TRANSPOSE", 7, "input perm", node => Reshaping.Transpose(node.View("input"), node.Integers("perm"))),
    ];

    /// <summary>The input has the last word, where there is one.</summary>
    private static int[] ShapeOf(TfLiteNode node)
    {
        var said = node.List("new_shape");
        return node.Has("shape") ? node.Integers("shape") : said.Length > 0 ? said : throw new ToolException("its shape is missing.");
    }

    private static Value Concatenation(TfLiteNode node) =>
        node.Activated(Pooling.Concat(node.Sketch, node.Name, node.RealsOrViews("values"), node.Integer("axis")));

    private static Constant Gather(TfLiteNode node) => Constants.Take(KnownView(node, "params"), node.IntegerConstant("indices"), node.Integer("axis"));

    private static Constant Shape(TfLiteNode node) => Constant.Vector([.. node.ShapeOf("input").Select(extent => (double)extent)]);

    private static Constant Pack(TfLiteNode node)
    {
        var (values, axis) = (node.Views("values"), node.Integer("axis"));
        if (values.Count == 0 || values.Any(value => value is not Constant))
        {
            throw new ToolException("tensors that are stacked are not supported; constants are.");
        }

        return Constants.Concat([.. values.Select(value => (Constant)Reshaping.Unsqueeze(value, [axis]))], axis);
    }

    /// <summary>One range for each of the first axes; those that shrink are a place, and go.</summary>
    private static Value StridedSlice(TfLiteNode node)
    {
        Value value = KnownView(node, "input");
        var (begin, end, steps) = (node.Integers("begin"), node.Integers("end"), node.Integers("strides"));
        var (openBegin, openEnd, shrink) = (node.Integer("begin_mask"), node.Integer("end_mask"), node.Integer("shrink_axis_mask"));
        if (begin.Length > value.Shape.Count || end.Length != begin.Length || steps.Length != begin.Length)
        {
            throw new ToolException($"its begin, end and strides have {begin.Length}, {end.Length} and {steps.Length} numbers for {value.ShownShape}.");
        }

        for (var axis = 0; axis < begin.Length; axis++)
        {
            var (start, stop) = (IsSet(openBegin, axis) ? 0 : begin[axis], IsSet(openEnd, axis) ? long.MaxValue : end[axis]);
            value = IsSet(shrink, axis)
                ? Constants.Take((Constant)value, Constant.Vector(begin[axis]), axis)
                : Constants.Slice((Constant)value, axis, start, stop, steps[axis]);
        }

        int[] places = [.. Enumerable.Range(0, begin.Length).Where(axis => IsSet(shrink, axis))];
        return places.Length == 0 ? value : Reshaping.Squeeze(value, places);
    }

    private static bool IsSet(int mask, int axis) => (mask >> axis & 1) != 0;

    private static Constant KnownView(TfLiteNode node, string input) =>
        node.View(input) as Constant
            ?? throw new ToolException("a part of a tensor that the network computes is not supported; of a constant or a shape, it is.");
}
