namespace MobileNetGen.Benchmarks;

/// <summary>Howard et al., arXiv:1704.04861.</summary>
[GeneratedNetwork]
[NetworkPreset("mobilenet-v1")]
public sealed partial class MobileNetV1;

/// <summary>Sandler et al., arXiv:1801.04381.</summary>
[GeneratedNetwork]
[NetworkPreset("mobilenet-v2")]
public sealed partial class MobileNetV2;

/// <summary>The large one of Howard et al., arXiv:1905.02244.</summary>
[GeneratedNetwork]
[NetworkPreset("mobilenet-v3-large")]
public sealed partial class MobileNetV3Large;

/// <summary>The small one of Howard et al., arXiv:1905.02244.</summary>
[GeneratedNetwork]
[NetworkPreset("mobilenet-v3-small")]
public sealed partial class MobileNetV3Small;

/// <summary>The smallest one of arXiv:1704.04861, which servers are measured with.</summary>
[GeneratedNetwork]
[NetworkPreset("mobilenet-v1", Width = 0.25, Resolution = 128)]
public sealed partial class MobileNetV1Quarter;
