using MobileNetGen.Generator.Graph;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Lowering;

namespace MobileNetGen.Tool.Formats.Onnx;

/// <summary>Operators that make constants, that look at shapes, and that move or regroup axes.</summary>
internal static class OnnxShapes
{
    private const string Fit = "Axes that a layer could not keep together are refused where they meet one.";

    public static readonly IReadOnlyList<OnnxOperator> All =
    [
        new("Constant", 1, "", "value", Constant),
        new("Constant", 12, "", "value value_float value_floats value_int value_ints", Constant, "Numbers only."),
        new("ConstantOfShape", 9, "input", "value", ConstantOfShape),
        new("Dropout", 7, "data", "ratio~", node => node.Any()),
        new("Dropout", 12, "data ratio~ training_mode?", "seed~", Dropout, "In inference."),
        new("Flatten", 1, "input", "axis", node => Reshaping.Flatten(node.Any(), node.Integer("axis", 1)), Fit),
        new("Identity", 1, "input", "", node => node.Any()),
        new("Range", 11, "start limit delta", "", Range, "Of what is known at import only."),
        new("Reshape", 5, "data shape", "", Reshape, Fit),
        new("Reshape", 14, "data shape", "allowzero", Reshape, Fit),
        new("Shape", 1, "data", "", node => ShapeOf(node.Any(), 0, null)),
        new("Shape", 15, "data", "start end", node => ShapeOf(node.Any(), node.Integer("start", 0), node.Integer("end", int.MaxValue))),
        new("Size", 1, "data", "", node => Integers([], [Import.Constant.LengthOf(node.Any().Shape)])),
        new("Squeeze", 1, "data", "axes", node => Reshaping.Squeeze(node.Any(), node.Integers("axes") ?? []), Fit),
        new("Squeeze", 13, "data axes?", "", node => Reshaping.Squeeze(node.Any(), node.ConstantOrNull(1)?.Integers() ?? []), Fit),
        new(
            "Transpose",
            1,
            "data",
            "perm",
            node => Reshaping.Transpose(node.Any(), node.Integers("perm") ?? [.. Enumerable.Range(0, node.Any().Shape.Count).Reverse()]),
            Fit),
        new(
            "Unsqueeze",
            1,
            "data",
            "axes",
            node => Reshaping.Unsqueeze(node.Any(), node.Integers("axes") ?? throw new ToolException("its axes are missing.")),
            Fit),
        new("Unsqueeze", 13, "data axes", "", node => Reshaping.Unsqueeze(node.Any(), node.Constant(1).Integers()), Fit),
    ];

    /// <summary>A constant of 64-bit integers, as shapes and axes are.</summary>
    public static Constant Integers(IReadOnlyList<int> shape, double[] values) => new(shape, values) { Element = ModelElementType.Int64 };

    private static Constant ShapeOf(Value value, int start, int? end)
    {
        var rank = value.Shape.Count;
        int At(int axis) => Math.Clamp(axis < 0 ? axis + rank : axis, 0, rank);
        double[] extents = [.. value.Shape.Take(At(end ?? rank)).Skip(At(start)).Select(extent => (double)extent)];
        return Integers([extents.Length], extents);
    }

    private static Constant Constant(OnnxNode node) => node switch
    {
        _ when node.Tensor("value") is { } tensor => tensor,
        _ when node.HasAttribute("value_float") => Import.Constant.Scalar(node.Number("value_float", 0)),
        _ when node.HasAttribute("value_int") => Integers([], [node.Integer("value_int", 0)]),
        _ when node.HasAttribute("value_floats") && node.Numbers("value_floats") is { } numbers => Import.Constant.Vector([.. numbers]),
        _ when node.HasAttribute("value_ints")
            && node.Integers("value_ints") is { } integers => Integers([integers.Count], [.. integers.Select(value => (double)value)]),
        _ => throw new ToolException("its value is missing."),
    };

    private static Constant ConstantOfShape(OnnxNode node)
    {
        var (shape, value) = (node.Constant(0).Integers(), node.Tensor("value") ?? Import.Constant.Vector(0));
        var length = Import.Constant.LengthOf(shape);
        Constants.RequireNotGrown(length, 1);
        return value.Holding(shape, [.. Enumerable.Repeat(value.Number, length)]);
    }

    private static Value Dropout(OnnxNode node) => node.ConstantOrNull(2) is not { } training || training.Number == 0
        ? node.Any()
        : throw new ToolException("its training_mode is on, so that it drops at random; export the model for inference (model.eval()).");

    private static Constant Range(OnnxNode node)
    {
        var (start, limit, delta) = (node.Constant(0), node.Constant(1).Number, node.Constant(2).Number);
        var count = delta == 0 ? throw new ToolException("its delta is 0.") : Math.Max(0, Math.Ceiling((limit - start.Number) / delta));
        Constants.RequireNotGrown((int)Math.Min(count, int.MaxValue), 1);
        return start.Holding([(int)count], [.. Enumerable.Range(0, (int)count).Select(index => start.Element.Fit(start.Number + (index * delta)))]);
    }

    private static Value Reshape(OnnxNode node)
    {
        var (input, shape) = (node.Any(), node.Constant(1).Integers());
        var takesZero = node.Form.Signature.Find("allowzero") is not null && node.Flag("allowzero");
        return Reshaping.Reshape(
            input,
            takesZero ? shape : [.. shape.Select((extent, axis) => extent == 0 && axis < input.Shape.Count ? input.Shape[axis] : extent)]);
    }
}
