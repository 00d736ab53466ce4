using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Lowering;

namespace MobileNetGen.Tool.Formats.Onnx;

/// <summary>The operators that make a map larger or smaller.</summary>
internal static class OnnxResizing
{
    public static Value Resize(OnnxNode node)
    {
        var shape = node.Input().Shape;
        var sizes = node.ConstantOrNull(3)?.Integers();
        var scales = node.OperatorSet < 11 ? node.ConstantOrNull(1) : node.Has(2) ? node.ConstantOrNull(2) : null;
        return Resize(node, sizes is { Length: > 0 } ? sizes : Scaled(shape, scales?.Values ?? []), Mapping(node));
    }

    /// <summary>Operator set 9 and earlier: coordinates are the output's divided by the factor.</summary>
    public static Value Upsample(OnnxNode node) =>
        Resize(node, Scaled(node.Input().Shape, node.Numbers("scales") ?? node.ConstantOrNull(1)?.Values ?? []), Coordinates.Asymmetric);

    private static Value Resize(OnnxNode node, IReadOnlyList<int> sizes, Coordinates coordinates)
    {
        var shape = node.Input().Shape;
        if (sizes.Count != 4 || shape.Count != 4 || sizes[0] != shape[0] || sizes[1] != shape[1] || sizes.Any(size => size is < 1 or > 8192))
        {
            throw new ToolException($"a change from {node.Input().ShownShape} to [{string.Join(", ", sizes)}] is not supported; of rows and columns, up to 8192, it is.");
        }

        var method = node.Text("mode", "nearest") switch
        {
            "nearest" => Interpolation.Nearest,
            "linear" or "bilinear" => Interpolation.Bilinear,
            var other => throw new ToolException($"its mode is {other}; nearest and linear are accepted."),
        };
        RequireRounding(node, method, coordinates, new Extent(shape[2], shape[3]), new Extent(sizes[2], sizes[3]));
        return Pooling.Resize(node.Sketch, node.Name, node.Input(), new Extent(sizes[2], sizes[3]), method, coordinates, AxisOrder.Nchw);
    }

    private static Coordinates Mapping(OnnxNode node) => node.Text("coordinate_transformation_mode", node.OperatorSet < 11 ? "asymmetric" : "half_pixel") switch
    {
        "half_pixel" or "pytorch_half_pixel" => Coordinates.HalfPixel,
        "align_corners" => Coordinates.AlignCorners,
        "asymmetric" => Coordinates.Asymmetric,
        var other => throw new ToolException($"its coordinate_transformation_mode is {other}; half_pixel, pytorch_half_pixel, align_corners and asymmetric are accepted."),
    };

    /// <summary>How nearest rounds makes no difference for whole factors, except for halves.</summary>
    private static void RequireRounding(OnnxNode node, Interpolation method, Coordinates coordinates, Extent from, Extent to)
    {
        if (method != Interpolation.Nearest)
        {
            return;
        }

        var isWhole = to.Height % from.Height == 0 && to.Width % from.Width == 0;
        var rounding = node.Text("nearest_mode", node.OperatorSet < 11 ? "floor" : "round_prefer_floor");
        if (coordinates == Coordinates.Asymmetric ? rounding != "floor" : !(rounding == "round_prefer_ceil" || (isWhole && coordinates == Coordinates.HalfPixel)))
        {
            throw new ToolException($"its nearest_mode {rounding} with these coordinates is not supported; floor with asymmetric ones and round_prefer_ceil with the others are.");
        }
    }

    private static IReadOnlyList<int> Scaled(IReadOnlyList<int> shape, IReadOnlyList<double> scales) => scales.Count == shape.Count
        ? [.. shape.Select((extent, axis) => (int)Math.Clamp(Math.Floor(extent * scales[axis]), 0, int.MaxValue))]
        : [];
}
