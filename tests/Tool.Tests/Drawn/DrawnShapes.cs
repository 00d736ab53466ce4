using MobileNetGen.Tool.Formats.Onnx;
using static MobileNetGen.Tool.Export.Nodes;

namespace MobileNetGen.Tool.Tests.Drawn;

/// <summary>Operators that move elements, and products of matrices.</summary>
internal static class DrawnShapes
{
    public static readonly IReadOnlyDictionary<string, Func<Draw, NodeProto>> All = new Dictionary<string, Func<Draw, NodeProto>>(StringComparer.Ordinal)
    {
        ["Transpose"] = draw => draw.Node("Transpose", [draw.Input], draw.Flip()
            ? Integers("perm", [0, .. Shuffled(draw, [.. Enumerable.Range(1, draw.Rank - 1)])])
            : Integers("perm", [0, .. Enumerable.Range(1, draw.Rank - 1).Reverse().Select(axis => (long)axis)])),
        ["Flatten"] = draw => draw.Node("Flatten", [draw.Input], draw.Flip() ? Integer("axis", draw.Axis()) : null),
        ["Reshape"] = Reshape,
        ["Squeeze"] = draw => draw.Version >= 13
            ? draw.Node("Squeeze", [draw.Input, draw.Longs(draw.Axis())])
            : draw.Node("Squeeze", [draw.Input], Integers("axes", draw.Axis())),
        ["Unsqueeze"] = draw => draw.Version >= 13
            ? draw.Node("Unsqueeze", [draw.Input, draw.Longs(draw.Axis())])
            : draw.Node("Unsqueeze", [draw.Input], Integers("axes", draw.Between(0, draw.Rank))),
        ["Slice"] = Slice,
        ["Pad"] = Pad,
        ["Gather"] = draw => draw.Between(1, draw.Rank - 1) is var axis ? draw.Node(
            "Gather",
            [draw.Input, draw.Longs([.. Enumerable.Range(0, draw.Between(1, 4)).Select(_ => (long)draw.Between(-draw.Shape[axis], draw.Shape[axis] - 1))])],
            Integer("axis", axis)) : null!,
        ["Concat"] = draw => draw.Between(1, draw.Rank - 1) is var axis ? draw.Node("Concat", Shuffled(draw, [
            draw.Input,
            draw.Earlier("Tanh", [draw.Input]),
            .. draw.Flip() ? new[] { draw.Weights([.. draw.Shape.Select((extent, index) => index == axis ? draw.Between(1, 3) : extent)]) } : [],
        ]), Integer("axis", draw.Flip() ? axis : axis - draw.Rank)) : null!,
        ["Tile"] = draw => draw.Node("Tile", [draw.Input, draw.Longs([1, .. Enumerable.Range(1, draw.Rank - 1).Select(_ => (long)draw.Between(1, 2))])]),
        ["Expand"] = draw => draw.Node("Expand", [draw.Input, draw.Longs([.. draw.Shape.Select(extent => extent == 1 && draw.Flip() ? 3L : extent)])]),
        ["Split"] = Split,
        ["MatMul"] = draw => draw.Node("MatMul", draw.One(true, true, false)
            ? [draw.Input, draw.Weights(draw.Shape[^1], draw.Between(1, 5))]
            : [draw.Weights(draw.Between(1, 5), draw.Shape[^2]), draw.Input]),
        ["Gemm"] = Gemm,
    };

    private static T[] Shuffled<T>(Draw draw, T[] values) => [.. values.OrderBy(_ => draw.Number())];

    private static long[] Shuffled(Draw draw, int[] values) => [.. values.OrderBy(_ => draw.Number()).Select(value => (long)value)];

    private static NodeProto Reshape(Draw draw)
    {
        long[] own = [.. draw.Shape];
        var shape = draw.Between(0, 4) switch
        {
            0 => [own[0], -1],
            1 when draw.Rank == 4 => [own[0], own[1], own[2] * own[3]],
            2 when draw.Rank == 4 && own[1] % 2 == 0 => [own[0], 2, own[1] / 2, own[2], own[3]],
            3 => [0, .. own[1..^1].Reverse(), -1],
            _ => new[] { own[0] }.Concat(own[1..].Reverse()).ToArray(),
        };
        return draw.Node("Reshape", [draw.Input, draw.Longs(shape)]);
    }

    private static NodeProto Slice(Draw draw)
    {
        var axis = draw.Between(1, draw.Rank - 1);
        var step = draw.One(1, 1, 2, -1, -2);
        var (start, end) = step > 0
            ? (draw.Between(0, draw.Shape[axis] - 1), draw.One(draw.Shape[axis], -1, int.MaxValue))
            : (draw.One(-1, draw.Shape[axis] - 1, 100), draw.One(0, -100));
        return draw.Version >= 10
            ? draw.Node("Slice", [draw.Input, draw.Longs(start), draw.Longs(end), draw.Longs(axis - (draw.Flip() ? draw.Rank : 0)), draw.Longs(step)])
            : draw.Node("Slice", [draw.Input], Integers("starts", start), Integers("ends", end), Integers("axes", axis));
    }

    private static NodeProto Pad(Draw draw)
    {
        var low = draw.One(0, 0, -1);
        int[] Border() => [0, draw.One(0, 0, 1), .. Enumerable.Range(2, draw.Rank - 2).Select(_ => draw.Between(low, 2))];
        long[] pads = [.. Border().Concat(Border()).Select(pixels => (long)pixels)];
        var mode = draw.One(null, "constant", "reflect", "edge") is { } text ? Text("mode", text) : null;
        return draw.Version >= 11
            ? draw.Node("Pad", draw.Flip() ? [draw.Input, draw.Longs(pads)] : [draw.Input, draw.Longs(pads), draw.Floats([draw.Number()])], mode)
            : draw.Node("Pad", [draw.Input], Integers("pads", pads), mode, draw.Flip() ? Number("value", draw.Number()) : null);
    }

    private static NodeProto Split(Draw draw)
    {
        var axis = draw.Between(1, draw.Rank - 1);
        var first = draw.Between(1, Math.Max(1, draw.Shape[axis] - 1));
        long[] parts = [first, draw.Shape[axis] - first];
        var node = draw.Version >= 13
            ? draw.Node("Split", [draw.Input, draw.Longs(parts)], Integer("axis", axis))
            : draw.Node("Split", [draw.Input], Integer("axis", axis), Integers("split", parts));
        node.Output.Insert(draw.Between(0, 1), node.Output[0] + "_other");
        return node;
    }

    private static NodeProto Gemm(Draw draw)
    {
        var flat = draw.Earlier("Flatten", [draw.Input]);
        var (inner, outer) = (draw.Shape[1..].Aggregate(1, (product, extent) => product * extent), draw.Between(1, 5));
        var isTransposed = draw.Flip();
        string[] inputs =
        [
            flat,
            isTransposed ? draw.Weights(outer, inner) : draw.Weights(inner, outer),
            .. draw.Flip() ? new[] { draw.Weights(draw.One<int[]>([outer], [1, outer], [1], [])) } : [],
        ];
        return draw.Node(
            "Gemm",
            inputs,
            Integer("transB", isTransposed ? 1 : 0),
            draw.Flip() ? Number("alpha", draw.Number(0.5, 2)) : null,
            draw.Flip() ? Number("beta", draw.Number(0.5, 2)) : null);
    }
}
