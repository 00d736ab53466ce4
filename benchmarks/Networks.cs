namespace MobileNetGen.Benchmarks;

[GeneratedNetwork]
[NetworkPreset("mobilenet-v1")]
internal sealed partial class MobileNetV1;

[GeneratedNetwork]
[NetworkPreset("mobilenet-v2")]
internal sealed partial class MobileNetV2;

[GeneratedNetwork]
[NetworkPreset("mobilenet-v3-large")]
internal sealed partial class MobileNetV3Large;

[GeneratedNetwork]
[NetworkPreset("mobilenet-v3-small")]
internal sealed partial class MobileNetV3Small;
