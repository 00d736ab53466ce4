namespace MobileNetGen.BrowserBenchmark;

/// <summary>MobileNetV1 0.25/128.</summary>
[GeneratedNetwork]
[NetworkPreset("mobilenet-v1", Width = 0.25, Resolution = 128)]
internal sealed partial class Floats;

/// <summary>The same in integers of 8 bits.</summary>
[GeneratedNetwork("integers.json")]
internal sealed partial class Integers;
