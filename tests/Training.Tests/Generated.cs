namespace MobileNetGen.Training.Tests;

[GeneratedNetwork("digits.json")]
internal sealed partial class DigitsNetwork;

[GeneratedNetwork("digits-int8.json")]
internal sealed partial class DigitsInt8;
