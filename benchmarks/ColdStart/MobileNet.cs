namespace MobileNetGen.ColdStart;

[GeneratedNetwork]
[NetworkPreset("mobilenet-v1")]
internal sealed partial class MobileNet;
