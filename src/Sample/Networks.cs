namespace MobileNetGen.Sample;

/// <summary>Handwritten digits, trained by <c>training digits</c>.</summary>
[GeneratedNetwork("digits.json")]
internal sealed partial class DigitsNetwork;

/// <summary>The same network in integers of 8 bits, made by <c>mobilenetgen quantize</c>.</summary>
[GeneratedNetwork("digits-int8.json")]
internal sealed partial class DigitsInt8;

/// <summary>MobileNetV1 0.25/128 for ImageNet, as Keras builds it, described by attributes alone.</summary>
[GeneratedNetwork]
[NetworkPreset("mobilenet-v1", Width = 0.25, Resolution = 128, Classes = 1000)]
internal sealed partial class ImagenetNetwork;

/// <summary>The stack of the repository's <c>network.json</c>.</summary>
[GeneratedNetwork("network.json")]
internal sealed partial class MobileNet;
