namespace MobileNetGen.Samples.TransferLearning;

/// <summary>MobileNetV1 0.25/128 as it was trained for ImageNet, with one output more: what it knows of an image before it decides.</summary>
[GeneratedNetwork("backbone.json")]
internal sealed partial class Backbone;

/// <summary>
/// One layer that decides about other classes. How many there are is known when the images are: they take the first outputs, and the rest are unused.
/// </summary>
[GeneratedNetwork(Trainable = true)]
[NetworkInput(1, 1, 256)]
[Layer("dense", Name = "head", Units = 1000)]
internal sealed partial class Head;
