namespace MobileNetGen.ColdStart;

#if DESCRIBED
[GeneratedNetwork("described.json")]
#else
[GeneratedNetwork]
[NetworkPreset("mobilenet-v1")]
#endif
internal sealed partial class MobileNet;
