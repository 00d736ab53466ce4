using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Lowering;

namespace MobileNetGen.Tool.Formats.Onnx;

/// <summary>The operators that make a map larger or smaller.</summary>
internal static class OnnxResizing
{
    private const int MaxExtent = 8192;
    private const string Said = "coordinate_transformation_mode cubic_coeff_a exclude_outside extrapolation_value~ mode nearest_mode";
    private const string Limits = "Of rows and columns, and not a part of the map (tf_crop_and_resize).";

    public static readonly IReadOnlyList<OnnxOperator> All =
    [
        new("Resize", 10, "X scales", "mode", Old, Limits),
        new("Resize", 11, "X roi~ scales? sizes?", Said, node => Resize(node, "stretch"), Limits),
        new(
            "Resize",
            18,
            "X roi~ scales? sizes?",
            Said + " antialias axes keep_aspect_ratio_policy",
            node => Resize(node, node.Text("keep_aspect_ratio_policy", "stretch")),
            Limits),
        new("Upsample", 7, "X", "mode scales", node => Old(node, node.Numbers("scales") ?? []), Limits),
        new("Upsample", 9, "X scales", "mode", Old, Limits) { Until = 9 },
    ];

    private static Value Old(OnnxNode node) => Old(node, node.Constant(1).Values);

    /// <summary>
    /// Coordinates are the output's divided by the factor. Along an axis that becomes smaller the pixel above is taken, along others that below.
    /// </summary>
    private static Value Old(OnnxNode node, IReadOnlyList<double> scales)
    {
        var axes = OnnxSampledAxis.OfScales(node.Any().Shape, scales);
        if (node.Text("mode", "nearest") != "nearest" || !axes.Any(axis => axis.Scale < 1) || !axes.Any(axis => axis.Scale > 1))
        {
            return Resize(node, node.Name, node.Any(), axes, "asymmetric", axes.Any(axis => axis.Scale < 1) ? "ceil" : "floor");
        }

        var smaller = Resize(node, $"{node.Name}_smaller", node.Any(), [.. axes.Select(axis => axis.Scale < 1 ? axis : axis.Kept)], "asymmetric", "ceil");
        return Resize(
            node,
            node.Name,
            smaller,
            [.. axes.Select(axis => axis.Scale < 1 ? new OnnxSampledAxis(axis.To, axis.To, 1) : axis)],
            "asymmetric",
            "floor");
    }

    private static Value Resize(OnnxNode node, string policy)
    {
        var shape = node.Any().Shape;
        var (scales, sizes) = (node.ConstantOrNull(2)?.Values ?? [], node.ConstantOrNull(3)?.Integers() ?? []);
        var named = node.Form.Signature.Find("axes") is null ? null : node.Integers("axes")?.Select(axis => Reshaping.Axis(axis, shape.Count)).ToList();
        if (scales.Length > 0 == sizes.Length > 0)
        {
            throw new ToolException("it has scales and sizes, or none of them; one is accepted.");
        }

        var axes = sizes.Length > 0
            ? OnnxSampledAxis.OfSizes(shape, Everywhere(named, sizes, shape), policy, named)
            : OnnxSampledAxis.OfScales(shape, Everywhere(named, scales, [.. shape.Select(_ => 1.0)]));
        return Resize(
            node,
            node.Name,
            node.Any(),
            axes,
            node.Text("coordinate_transformation_mode", "half_pixel"),
            node.Text("nearest_mode", "round_prefer_floor"));
    }

    private static Value Resize(OnnxNode node, string name, Value input, IReadOnlyList<OnnxSampledAxis> axes, string coordinates, string rounding)
    {
        if (axes.Count != 4 || axes.Any(axis => axis.To is < 1 or > MaxExtent) || !axes[0].IsSame || !(axes[1].IsSame || axes[3].IsSame))
        {
            throw new ToolException($"a change from {input.DisplayShape} to [{string.Join(", ", axes.Select(axis => axis.To))}] is not supported; "
                + $"of rows and columns, up to {MaxExtent}, it is.");
        }

        var order = axes[1].IsSame ? AxisOrder.Nchw : AxisOrder.Nhwc;
        var (rows, columns) = order == AxisOrder.Nchw ? (axes[2], axes[3]) : (axes[1], axes[2]);
        var resize = Layer(node, rows, columns, coordinates, rounding);
        return input is not Symbol tensor ? throw new ToolException("a constant is not resized.")
            : rows.IsSame && columns.IsSame ? tensor
            : resize.Method == Interpolation.Bilinear && !resize.IsFiltered && node.IsBetweenIntegers
            ? Pooling.Resize(node.Sketch, name, tensor, resize, order)
            : resize.Method != Interpolation.Nearest && node.Sketch.TypeOf(tensor.Node).IsInteger
            ? OnnxIntegers.OfFloats(node, tensor, real => Pooling.Resize(node.Sketch, name, real, resize, order))
            : Quantising.Of(tensor, real => Pooling.Resize(node.Sketch, name, real, resize, order));
    }

    private static Resize Layer(OnnxNode node, OnnxSampledAxis rows, OnnxSampledAxis columns, string coordinates, string rounding)
    {
        var method = node.Text("mode", "nearest") switch
        {
            "nearest" => Interpolation.Nearest,
            "linear" or "bilinear" => Interpolation.Bilinear,
            "cubic" => Interpolation.Bicubic,
            var other => throw new ToolException($"its mode is {other}; nearest, linear and cubic are accepted."),
        };
        var (coefficient, excludes) = node.Form.Since >= 11
            ? (node.Number("cubic_coeff_a", Generator.Ops.Resize.CommonCoefficient), node.Flag("exclude_outside"))
            : (Generator.Ops.Resize.CommonCoefficient, false);
        var antialias = node.Form.Signature.Find("antialias") is not null && node.Flag("antialias");
        var layer = new Resize(new Extent(rows.To, columns.To), null, method, Coordinates.HalfPixel)
        {
            CubicCoefficient = method == Interpolation.Bicubic ? coefficient : Generator.Ops.Resize.CommonCoefficient,
            Antialias = antialias && (method != Interpolation.Nearest ? true : throw new ToolException("its antialias is 1, which is for linear and cubic.")),
            ExcludeOutside = excludes && (antialias || method == Interpolation.Bicubic),
        };
        OnnxSampledAxis[] axes = [rows, columns];
        if (!layer.IsFiltered && OnnxSampledAxis.Exact.Where(exact => axes.All(axis => axis.IsSampledAs(exact, method, coordinates, rounding)))
            .Select(exact => (Coordinates?)exact)
            .FirstOrDefault() is { } usual)
        {
            return layer with { Coordinates = usual };
        }

        var followed = OnnxSampledAxis.Named(coordinates);
        if (layer.Antialias && followed == Coordinates.AlignCorners)
        {
            throw new ToolException("its antialias is 1 with the coordinates align_corners, whose filters have no common definition; "
                + "half_pixel and the others are accepted.");
        }

        return layer with
        {
            Coordinates = followed,
            Scales = followed == Coordinates.AlignCorners || (layer.IsFiltered && axes.All(axis => axis.IsQuotient))
                ? null
                : new Scales(rows.Scale, columns.Scale),
            Rounding = method == Interpolation.Nearest ? OnnxSampledAxis.RoundingOf(rounding) : null,
        };
    }

    private static IReadOnlyList<T> Everywhere<T>(List<int>? axes, IReadOnlyList<T> said, IReadOnlyList<T> elsewhere)
    {
        if (said.Count != (axes?.Count ?? elsewhere.Count))
        {
            throw new ToolException($"its {said.Count} scales or sizes are not one for each of {axes?.Count ?? elsewhere.Count} axes.");
        }

        return axes is null ? said : [.. elsewhere.Select((value, axis) => axes.IndexOf(axis) is >= 0 and var at ? said[at] : value)];
    }
}
