using MobileNetGen.Generator.Ops;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Lowering;

namespace MobileNetGen.Tool.Formats.Onnx;

/// <summary>Channels as blocks of pixels, and the other way round; and repetitions.</summary>
internal static class OnnxBlocks
{
    public static readonly IReadOnlyList<OnnxOperator> All =
    [
        new("DepthToSpace", 1, "input", "blocksize", node => ToSpace(node, "DCR")),
        new("DepthToSpace", 11, "input", "blocksize mode", node => ToSpace(node, node.Text("mode", "DCR"))),
        new("SpaceToDepth", 1, "input", "blocksize", node => Moving(node, new SpaceToDepth(node.Integer("blocksize", 0), DepthOrder.DCR))),
        new("Tile", 6, "input repeats", "", Tile, "Up to 64 times along an axis."),
    ];

    private static Value ToSpace(OnnxNode node, string mode) => Moving(node, new DepthToSpace(node.Integer("blocksize", 0), mode switch
    {
        "DCR" => DepthOrder.DCR,
        "CRD" => DepthOrder.CRD,
        _ => throw new ToolException($"its mode is {mode}; DCR and CRD are accepted."),
    }));

    private static Value Moving(OnnxNode node, Operation operation) => node.Integer("blocksize", 0) is >= 1 and <= 64
        ? Quantising.Of(
            node.Any() as Symbol ?? throw new ToolException("a constant is not supported."),
            real => Blocks.Rearrange(node.Sketch, node.Name, real, operation, AxisOrder.Nchw))
        : throw new ToolException($"its blocksize is {node.Integer("blocksize", 0)}; 1 to 64 are accepted.");

    private static Value Tile(OnnxNode node)
    {
        var (value, repeats) = (node.Any(), node.Constant(1).Integers());
        return value is Symbol tensor
            ? Quantising.Of(tensor, real => Parts.Tile(node.Sketch, node.Name, real, repeats))
            : Parts.Tile(node.Sketch, node.Name, value, repeats);
    }
}
