namespace MobileNetGen.Training.Tests;

[GeneratedNetwork("Networks/tiny.json")]
internal sealed partial class TinyNetwork;

[GeneratedNetwork("digits.json")]
internal sealed partial class DigitsNetwork;

[GeneratedNetwork("digits-int8.json")]
internal sealed partial class DigitsInt8;
