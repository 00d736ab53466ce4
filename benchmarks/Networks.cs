namespace MobileNetGen.Benchmarks;

[GeneratedNetwork]
[NetworkPreset("mobilenet-v1")]
internal sealed partial class MobileNetV1;
