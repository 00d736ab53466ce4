namespace MobileNetGen.ServingHost;

/// <summary>What photos are posted to.</summary>
[GeneratedNetwork]
[NetworkPreset("mobilenet-v1", Width = 0.25, Resolution = 128)]
internal sealed partial class SmallNetwork;

/// <summary>What tensors are sent to.</summary>
[GeneratedNetwork]
[NetworkPreset("mobilenet-v1")]
internal sealed partial class LargeNetwork;
