namespace MobileNetGen.DigitTraining.Learning;

/// <summary>The sample's network, with a backward pass.</summary>
[GeneratedNetwork("digits.json", Trainable = true)]
internal sealed partial class DigitsNetwork;
