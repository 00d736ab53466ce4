namespace MobileNetGen.Samples.TransferLearning;

/// <summary>The digits' network with one output more: what it knows of an image before it decides.</summary>
[GeneratedNetwork("backbone.json")]
internal sealed partial class Backbone;

/// <summary>One layer that decides about something else.</summary>
[GeneratedNetwork("head.json")]
internal sealed partial class Head;
