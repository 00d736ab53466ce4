using MobileNetGen.Generator.Support;
using static MobileNetGen.Generator.Description.Presets.Nodes;

namespace MobileNetGen.Generator.Description.Presets;

/// <summary>
/// MobileNetV1 as <c>keras.applications.mobilenet</c> builds it, with its layer names:
/// Howard et al., arXiv:1704.04861, table 1, ReLU6, no biases but the classifier's.
/// </summary>
internal static class MobileNetV1
{
    private static readonly (int Filters, int Stride)[] s_blocks =
    [
        (64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2),
        (512, 1), (512, 1), (512, 1), (512, 1), (512, 1), (1024, 2), (1024, 1),
    ];

    public static ObjectNode Write(PresetOptions options) => Object(
        ("input", Object(
            ("height", Number(options.Resolution)),
            ("width", Number(options.Resolution)),
            ("channels", Number(3)),
            ("preprocess", Object(
                ("resize", Text("bilinear-antialias")),
                ("crop", Number(0.875)),
                ("order", Text("rgb")),
                ("range", Array(Number(-1), Number(1))))))),
        ("width", Number(options.Width)),
        ("defaults", Object(
            ("padding", Text("same")),
            ("bias", Flag(false)),
            ("batchNorm", Flag(true)),
            ("epsilon", Number(0.001)),
            ("activation", Text("relu6")))),
        ("layers", Array([
            Layer("conv", "conv1", ("filters", Number(32)), ("kernel", Number(3)), ("stride", Number(2))),
            .. s_blocks.SelectMany(Block),
            Layer("globalAveragePool", "global_average_pooling2d"),
            Layer("dropout", "dropout", ("rate", Number(0.001))),
            Layer("pointwise", "conv_preds", ("filters", Number(options.Classes)), ("bias", Flag(true)), ("batchNorm", Flag(false)), ("activation", Text("none")), ("scaleWidth", Flag(false))),
            Layer("softmax", "predictions"),
        ])));

    private static IEnumerable<Node> Block((int Filters, int Stride) block, int index)
    {
        var number = Invariant.Format(index + 1);
        yield return Layer("depthwise", $"conv_dw_{number}", ("stride", Number(block.Stride)));
        yield return Layer("pointwise", $"conv_pw_{number}", ("filters", Number(block.Filters)));
    }
}
