namespace MobileNetGen.Serving.Tests.Networks;

/// <summary>The digits' network of the repository.</summary>
[GeneratedNetwork("digits.json")]
internal sealed partial class DigitsNetwork;
