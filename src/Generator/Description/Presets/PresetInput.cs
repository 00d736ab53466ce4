using MobileNetGen.Generator.Graph;
using static MobileNetGen.Generator.Description.Presets.Nodes;

namespace MobileNetGen.Generator.Description.Presets;

/// <summary>The input that a reference was trained with: the middle of an image, in colour.</summary>
internal static class PresetInput
{
    /// <summary>Seven eighths of the short side: 224 of 256.</summary>
    public const double CommonCrop = 0.875;

    /// <summary>Pillow's, which trained all of them but most of timm's.</summary>
    public const string Bilinear = "bilinear-antialias";

    public const string Bicubic = "bicubic-antialias";

    /// <summary>Pixels as numbers from −1 to 1: Keras' <c>preprocess_input</c> in the mode <c>tf</c>.</summary>
    public static ObjectNode Signed(Extent resolution) => Of(resolution, Bilinear, ("crop", Number(CommonCrop)), ("range", Array(Number(-1), Number(1))));

    /// <summary>Pixels as they are, for networks that rescale them.</summary>
    public static ObjectNode Bytes(Extent resolution) => Of(resolution, Bilinear, ("crop", Number(CommonCrop)), ("range", Array(Number(0), Number(255))));

    /// <summary>Mean and deviation of ImageNet's channels, as torchvision and timm have them.</summary>
    public static ObjectNode Standardised(Extent resolution, string resize, double crop) => Of(
        resolution,
        resize,
        ShortSide(resolution, crop),
        ("range", Array(Number(0), Number(1))),
        ("mean", Array(Number(0.485), Number(0.456), Number(0.406))),
        ("deviation", Array(Number(0.229), Number(0.224), Number(0.225))));

    /// <summary>Mean and deviation of 0.5, as timm has them for some of its weights: numbers from −1 to 1.</summary>
    public static ObjectNode SignedShortSide(Extent resolution, string resize) =>
        Of(resolution, resize, ShortSide(resolution, CommonCrop), ("range", Array(Number(-1), Number(1))));

    /// <summary>
    /// torchvision and timm resize the short side of an image first, to the input's side over the crop, and cut the middle out then;
    /// what is no square is a window that is cut out first.
    /// </summary>
    private static (string, Node) ShortSide(Extent resolution, double crop) =>
        resolution.Height == resolution.Width ? ("shortSide", Number(System.Math.Floor(resolution.Height / crop))) : ("crop", Number(crop));

    private static ObjectNode Of(Extent resolution, string resize, (string Key, Node Value) kept, params (string Key, Node Value)[] values) => Object(
        ("height", Number(resolution.Height)),
        ("width", Number(resolution.Width)),
        ("channels", Number(3)),
        ("preprocess", Object(
        [
            ("resize", Text(resize)),
            kept,
            ("order", Text("rgb")),
            .. values,
        ])));
}
