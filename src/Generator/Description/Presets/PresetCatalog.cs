namespace MobileNetGen.Generator.Description.Presets;

/// <summary>A network that one line stands for, in the flavour of one reference: weights of one are wrong in another.</summary>
/// <param name="Write">The input and the layers, as a user could have written them.</param>
internal sealed record PresetNetwork(string Name, string Flavor, Func<PresetOptions, ObjectNode> Write)
{
    /// <summary>Whether the reference's network rescales pixels itself, unless it is told not to.</summary>
    public bool RescalesPixels { get; init; }

    /// <summary>Whether the reference's own files have other names, which an import brings to these.</summary>
    public bool IsRenamed { get; init; }

    /// <summary>Which of the reference's networks it is, where names of weights do not tell; else nothing.</summary>
    public string Variant { get; init; } = "";
}

/// <summary>Every preset; the first flavour of a name is the one that counts where none is written.</summary>
internal static class PresetCatalog
{
    private const string Keras = "keras";
    private const string Torchvision = "torchvision";
    private const string Timm = "timm";
    private const string TimmOfTensorFlow = "timm-tf";

    public static readonly IReadOnlyList<PresetNetwork> All =
    [
        new("mobilenet-v1", Keras, KerasMobileNetV1.OfKeras.Write),
        new("mobilenet-v1", "transformers", KerasMobileNetV1.OfTransformers.Write) { IsRenamed = true },
        new("mobilenet-v1", Timm, TimmMobileNetV1.Plain.Write),
        new("mobilenet-v1", "timm-h", TimmMobileNetV1.WithHead.Write),
        new("mobilenet-v2", Keras, KerasMobileNetV2.Write),
        new("mobilenet-v2", Torchvision, TorchvisionMobileNetV2.Write),
        new("mobilenet-v2", Timm, TimmMobileNetV2.Write),
        new("mobilenet-v3-large", Keras, KerasMobileNetV3.Large.Write) { RescalesPixels = true },
        new("mobilenet-v3-large", Torchvision, TorchvisionMobileNetV3.Large.Write),
        new("mobilenet-v3-large", Timm, TimmMobileNetV3.Large.Write) { Variant = "mobilenetv3_large_*" },
        new("mobilenet-v3-large", TimmOfTensorFlow, TimmMobileNetV3.LargeOfTensorFlow.Write) { Variant = "tf_mobilenetv3_large_*" },
        new("mobilenet-v3-large", "timm-rw", TimmMobileNetV3.Rw.Write),
        new("mobilenet-v3-small", Keras, KerasMobileNetV3.Small.Write) { RescalesPixels = true },
        new("mobilenet-v3-small", Torchvision, TorchvisionMobileNetV3.Small.Write),
        new("mobilenet-v3-small", Timm, TimmMobileNetV3.Small.Write) { Variant = "mobilenetv3_small_*" },
        new("mobilenet-v3-small", TimmOfTensorFlow, TimmMobileNetV3.SmallOfTensorFlow.Write) { Variant = "tf_mobilenetv3_small_*" },
        new("mobilenet-v3-large-minimalistic", Keras, KerasMobileNetV3.LargeMinimalistic.Write) { RescalesPixels = true },
        new("mobilenet-v3-large-minimalistic", TimmOfTensorFlow, TimmMobileNetV3.LargeMinimalistic.Write),
        new("mobilenet-v3-small-minimalistic", Keras, KerasMobileNetV3.SmallMinimalistic.Write) { RescalesPixels = true },
        new("mobilenet-v3-small-minimalistic", TimmOfTensorFlow, TimmMobileNetV3.SmallMinimalistic.Write),
        new("mobilenet-v4-conv-small", Timm, TimmMobileNetV4.Small.Write),
        new("mobilenet-v4-conv-medium", Timm, TimmMobileNetV4.Medium.Write),
        new("mobilenet-v4-conv-large", Timm, TimmMobileNetV4.Large.Write),
    ];
}
