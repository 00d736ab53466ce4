using MobileNetGen.Tool.Formats.Onnx;
using static MobileNetGen.Tool.Export.Nodes;

namespace MobileNetGen.Tool.Tests.Drawn;

/// <summary>Operators with windows over a map, and operators that sample one.</summary>
internal static class DrawnWindows
{
    public static readonly IReadOnlyDictionary<string, Func<Draw, NodeProto>> All = new Dictionary<string, Func<Draw, NodeProto>>(StringComparer.Ordinal)
    {
        ["Conv"] = Conv,
        ["ConvTranspose"] = ConvTranspose,
        ["MaxPool"] = draw => Pool(draw, "MaxPool"),
        ["AveragePool"] = draw => Pool(draw, "AveragePool", draw.Flip() ? Integer("count_include_pad", draw.Between(0, 1)) : null),
        ["LpPool"] = draw => Pool(draw, "LpPool", Integer("p", draw.Between(1, 3))),
        ["GlobalAveragePool"] = draw => draw.Node("GlobalAveragePool", [draw.Input]),
        ["GlobalMaxPool"] = draw => draw.Node("GlobalMaxPool", [draw.Input]),
        ["Resize"] = Resize,
        ["Upsample"] = draw => draw.Node(
            "Upsample",
            [draw.Input, draw.Floats([1, 1, draw.Between(1, 3), draw.Between(1, 3)], 4)],
            Text("mode", draw.One("nearest", "linear"))),
        ["DepthToSpace"] = draw => draw.Node(
            "DepthToSpace",
            [draw.Input],
            Integer("blocksize", draw.Between(1, 3)),
            draw.Flip() ? Text("mode", draw.One("DCR", "CRD")) : null),
        ["SpaceToDepth"] = draw => draw.Node("SpaceToDepth", [draw.Input], Integer("blocksize", draw.Between(1, 3))),
        ["BatchNormalization"] = BatchNormalization,
        ["InstanceNormalization"] = draw => draw.Node(
            "InstanceNormalization",
            [draw.Input, draw.Weights(draw.Channels), draw.Weights(draw.Channels)],
            draw.Flip() ? Number("epsilon", draw.Number(1e-5, 0.1)) : null),
        ["LRN"] = draw => draw.Node("LRN", [draw.Input], Integer("size", draw.One(1, 3, 5)), Number("alpha", draw.Number(0, 0.1))),
        ["PRelu"] = draw => draw.Node(
            "PRelu",
            [draw.Input, draw.Weights(draw.One<int[]>([1], [draw.Channels, 1, 1], [1, draw.Channels, 1, 1], [draw.Pixels[1]], draw.Part()))]),
    };

    private static NodeProto Conv(Draw draw)
    {
        var group = draw.One(1, 1, draw.Channels, 2);
        var filters = group * draw.Between(1, 4);
        var kernel = new[] { draw.Between(1, 3), draw.Between(1, 3) };
        string[] inputs =
        [
            draw.Input,
            draw.Weights(filters, Math.Max(1, draw.Channels / group), kernel[0], kernel[1]),
            .. draw.Flip() ? new[] { draw.Weights(filters) } : [],
        ];
        return draw.Node("Conv", inputs, [Integer("group", group), .. Window(draw, kernel)]);
    }

    private static NodeProto ConvTranspose(Draw draw)
    {
        var group = draw.One(1, 1, draw.Channels, 2);
        var perGroup = draw.Between(1, 3);
        var kernel = new[] { draw.Between(1, 4), draw.Between(1, 4) };
        string[] inputs =
            [draw.Input, draw.Weights(draw.Channels, perGroup, kernel[0], kernel[1]), .. draw.Flip() ? new[] { draw.Weights(group * perGroup) } : []];
        var extent = draw.One(0, 0, 1, 2) switch
        {
            1 => Integers("output_padding", draw.Between(0, 1), draw.Between(0, 1)),
            2 => Integers("output_shape", draw.Between(3, 12), draw.Between(3, 12)),
            _ => null,
        };
        return draw.Node("ConvTranspose", inputs, [Integer("group", group), extent, .. Window(draw, kernel)]);
    }

    private static NodeProto Pool(Draw draw, string kind, params AttributeProto?[] more)
    {
        var kernel = new[] { draw.Between(1, 3), draw.Between(1, 4) };
        var ceil = draw.Version >= 10 && draw.Flip() ? Integer("ceil_mode", draw.Between(0, 1)) : null;
        return draw.Node(
            kind,
            [draw.Input],
            [Integers("kernel_shape", kernel[0], kernel[1]), ceil, .. more, .. Window(draw, kernel, canDilate: kind == "MaxPool" || draw.Version >= 19)]);
    }

    private static IEnumerable<AttributeProto?> Window(Draw draw, int[] kernel, bool canDilate = true)
    {
        yield return draw.Flip() ? Integers("strides", draw.Between(1, 3), draw.Between(1, 3)) : null;
        yield return canDilate && draw.One(false, false, true) ? Integers("dilations", draw.Between(1, 2), draw.Between(1, 2)) : null;
        yield return draw.One(0, 1, 2) switch
        {
            0 => null,
            1 => Integers(
                "pads",
                draw.Between(0, kernel[0] - 1),
                draw.Between(0, kernel[1] - 1),
                draw.Between(0, kernel[0] - 1),
                draw.Between(0, kernel[1] - 1)),
            _ => Text("auto_pad", draw.One("SAME_UPPER", "SAME_LOWER", "VALID", "NOTSET")),
        };
    }

    private static NodeProto Resize(Draw draw)
    {
        var mode = draw.One("nearest", "linear", "cubic");
        var bySizes = draw.Flip() && draw.Version >= 11;
        float[] scales = [1, 1, draw.One(0.5f, 1, 1.5f, 2, draw.Number(0.4, 2.5)), draw.One(0.5f, 1, 2, 3, draw.Number(0.4, 2.5))];
        if (draw.Version == 10)
        {
            return draw.Node("Resize", [draw.Input, draw.Floats(scales, 4)], Text("mode", draw.One("nearest", "linear")));
        }

        var axes = draw.Version >= 18 && draw.Flip() ? draw.One<long[]>([2, 3], [3, 2], [-2, -1], [3]) : null;
        long[] sizes = [1, draw.Channels, draw.Between(1, 9), draw.Between(1, 9)];
        float[] chosen = axes is null ? scales : [.. axes.Select(axis => scales[(axis + 4) % 4])];
        long[] extents = axes is null ? sizes : [.. axes.Select(axis => sizes[(axis + 4) % 4])];
        string[] coordinates =
            ["half_pixel", "pytorch_half_pixel", "align_corners", "asymmetric", .. draw.Version >= 19 ? new[] { "half_pixel_symmetric" } : []];
        string[] inputs = bySizes ? [draw.Input, "", "", draw.Longs(extents)] : [draw.Input, "", draw.Floats(chosen, chosen.Length)];
        return draw.Node(
            "Resize",
            inputs,
            Text("mode", mode),
            draw.Flip() ? Text("coordinate_transformation_mode", draw.One(coordinates)) : null,
            mode == "nearest" && draw.Flip() ? Text("nearest_mode", draw.One("round_prefer_floor", "round_prefer_ceil", "floor", "ceil")) : null,
            mode == "cubic" && draw.Flip() ? Number("cubic_coeff_a", draw.One(-0.75f, -0.5f)) : null,
            mode == "cubic" && draw.Flip() ? Integer("exclude_outside", draw.Between(0, 1)) : null,
            draw.Version >= 18 && mode != "nearest" && draw.Flip() ? Integer("antialias", 1) : null,
            draw.Version >= 18 && bySizes && draw.Flip() ? Text("keep_aspect_ratio_policy", draw.One("stretch", "not_larger", "not_smaller")) : null,
            axes is null ? null : Integers("axes", axes));
    }

    private static NodeProto BatchNormalization(Draw draw)
    {
        var variance = draw.Floats(draw.Numbers(draw.Channels, 0.1, 2), draw.Channels);
        return draw.Node(
            "BatchNormalization",
            [draw.Input, draw.Weights(draw.Channels), draw.Weights(draw.Channels), draw.Weights(draw.Channels), variance],
            draw.Flip() ? Number("epsilon", draw.One(0, 1e-7f, 1e-3f, 0.5f, 2f)) : null,
            draw.Flip() ? Number("momentum", draw.Number(0, 1)) : null);
    }
}
