using MobileNetGen.Tool.Formats.Onnx;
using static MobileNetGen.Tool.Export.Nodes;

namespace MobileNetGen.Tool.Tests.Drawn;

/// <summary>Operators on each element, or on an axis.</summary>
internal static class DrawnElements
{
    private static readonly string[] s_plain =
    [
        "Relu",
        "Sigmoid",
        "Tanh",
        "Softplus",
        "Softsign",
        "HardSwish",
        "Abs",
        "Neg",
        "Exp",
        "Floor",
        "Ceil",
        "Round",
        "Sign",
        "Erf",
        "Mish",
        "Identity",
        "Sin",
        "Cos",
    ];
    private static readonly string[] s_reductions =
        ["ReduceMean", "ReduceMax", "ReduceMin", "ReduceSum", "ReduceL1", "ReduceL2", "ReduceProd", "ReduceSumSquare", "ReduceLogSumExp"];

    public static readonly IReadOnlyDictionary<string, Func<Draw, NodeProto>> All = new Dictionary<string, Func<Draw, NodeProto>>(
        [
            .. s_plain.Select(Entry),
            .. s_reductions.Select(kind => KeyValuePair.Create(kind, (Func<Draw, NodeProto>)(draw => Reduce(draw, kind)))),
            .. new[] { "Add", "Sub", "Mul", "Div", "Max", "Min", "Pow", "Mod" }.Select(
                kind => KeyValuePair.Create(kind, (Func<Draw, NodeProto>)(draw => Binary(draw, kind)))),
            .. new[] { "Softmax", "LogSoftmax", "Hardmax" }.Select(kind => KeyValuePair.Create(
                kind,
                (Func<Draw, NodeProto>)(draw => draw.Node(kind, [draw.Input], draw.Flip() ? Integer("axis", draw.Axis()) : null)))),
            .. new[] { "LeakyRelu", "Elu", "ThresholdedRelu", "Celu" }.Select(kind => KeyValuePair.Create(
                kind,
                (Func<Draw, NodeProto>)(draw => draw.Node(kind, [draw.Input], draw.Flip() ? Number("alpha", draw.Number(0.01, 2)) : null)))),
        ],
        StringComparer.Ordinal)
    {
        ["Sqrt"] = draw => draw.Node("Sqrt", [draw.Earlier("Abs", [draw.Input])]),
        ["Log"] = draw => draw.Node("Log", [draw.Earlier("Exp", [draw.Input])]),
        ["Reciprocal"] = draw => draw.Node("Reciprocal", [draw.Earlier("Sigmoid", [draw.Input])]),
        ["Selu"] = draw => draw.Node(
            "Selu",
            [draw.Input],
            draw.Flip() ? Number("alpha", draw.Number(0.5, 2)) : null,
            draw.Flip() ? Number("gamma", draw.Number(0.5, 2)) : null),
        ["Gelu"] = draw => draw.Node("Gelu", [draw.Input], draw.Flip() ? Text("approximate", draw.One("none", "tanh")) : null),
        ["HardSigmoid"] = draw => draw.Node(
            "HardSigmoid",
            [draw.Input],
            draw.Flip() ? Number("alpha", draw.One(1 / 6f, 0.2f, 0.1667f, draw.Number(0.05, 1))) : null,
            draw.Flip() ? Number("beta", draw.One(0.5f, draw.Number(0, 1))) : null),
        ["Clip"] = draw => draw.Node(
            "Clip",
            [draw.Input, draw.Flip() ? Bound(draw, -1e10f, 0, -0.5f) : "", .. draw.Flip() ? new[] { Bound(draw, 6, 0.5f, 65504) } : []]),
        ["LpNormalization"] = draw => draw.Node(
            "LpNormalization",
            [draw.Input],
            draw.Flip() ? Integer("axis", draw.Axis()) : null,
            draw.Flip() ? Integer("p", draw.Between(1, 2)) : null),
        ["Squared"] = draw => draw.Node("Mul", [draw.Input, draw.Input]),
        ["Gate"] = draw => draw.Node("Mul", [draw.Input, draw.Earlier(draw.One("Sigmoid", "HardSigmoid", "Tanh"), [draw.Input])]),
        ["Twins"] = draw => draw.Node(draw.One("Add", "Sub", "Max", "Min", "Mul"), [draw.Earlier(draw.One("Relu", "Tanh", "Neg"), [draw.Input]), draw.Input]),
        ["Sum"] = draw => draw.Node(draw.One("Sum", "Mean", "Max"), [draw.Input, draw.Earlier("Tanh", [draw.Input]), draw.Weights(draw.Part())]),
        ["Quantised"] = Quantised,
        ["Integers"] = draw => draw.Node("Cast", [draw.Earlier("Cast", [draw.Input], Integer("to", draw.One(6, 7, 1, 10, 3)))], Integer("to", 1)),
        ["Where"] = draw => draw.Node(
            "Where",
            [draw.Earlier("Greater", [draw.Input, draw.Floats([draw.Number(-1, 1)])]), draw.Input, draw.Floats([draw.Number()])]),
    };

    private static KeyValuePair<string, Func<Draw, NodeProto>> Entry(string kind) =>
        KeyValuePair.Create(kind, (Func<Draw, NodeProto>)(draw => draw.Node(kind, [draw.Input])));

    private static string Bound(Draw draw, params float[] values) => draw.Floats([draw.One([.. values, draw.Number()])]);

    private static NodeProto Binary(Draw draw, string kind)
    {
        var part = draw.Part();
        var count = part.Aggregate(1, (product, extent) => product * extent);
        var constant = kind == "Pow"
            ? draw.Floats([draw.One(2f, 1f, 3f, 0.5f)])
            : draw.Floats(draw.Numbers(count, kind is "Div" or "Mod" ? 0.3 : -2), [.. part.Select(extent => (long)extent)]);
        var input = kind == "Pow" ? draw.Earlier("Abs", [draw.Input]) : draw.Input;
        return draw.Node(
            kind,
            kind != "Pow" && draw.One(false, false, true) ? [constant, input] : [input, constant],
            kind == "Mod" ? Integer("fmod", 1) : null);
    }

    private static NodeProto Reduce(Draw draw, string kind)
    {
        long[] axes = [.. Enumerable.Range(0, draw.Rank).Where(axis => axis > 0 && draw.Flip()).Select(axis => (long)(draw.Flip() ? axis : axis - draw.Rank))];
        var keeps = draw.Flip() ? Integer("keepdims", draw.Between(0, 1)) : null;
        var isInput = draw.Version >= (kind == "ReduceSum" ? 13 : 18);
        return isInput
            ? draw.Node(
                kind,
                axes.Length == 0 ? [draw.Input] : [draw.Input, draw.Longs(axes)],
                keeps,
                draw.Flip() ? Integer("noop_with_empty_axes", draw.Between(0, 1)) : null)
            : draw.Node(kind, [draw.Input], keeps, axes.Length == 0 ? null : Integers("axes", axes));
    }

    private static NodeProto Quantised(Draw draw)
    {
        var (type, zero) = draw.One<(OnnxType, sbyte)>((OnnxType.UInt8, (sbyte)draw.Between(0, 100)), (OnnxType.Int8, (sbyte)draw.Between(-100, 100)));
        var axis = draw.Version >= 13 && draw.One(false, false, true);
        var count = axis ? draw.Channels : 1;
        var scale = axis ? draw.Floats(draw.Numbers(count, 0.005, 0.02), count) : draw.Floats([draw.Number(0.005, 0.02)]);
        var point = draw.Bytes(type, [.. Enumerable.Repeat(zero, count)]);
        var along = axis ? Integer("axis", 1) : null;
        return draw.Node("DequantizeLinear", [draw.Earlier("QuantizeLinear", [draw.Input, scale, point], along), scale, point], along?.Clone());
    }
}
