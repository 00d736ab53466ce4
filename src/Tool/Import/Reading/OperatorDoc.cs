namespace MobileNetGen.Tool.Import.Reading;

/// <summary>What a reader understands of one operator, human-readable.</summary>
/// <param name="Name">The format's own name.</param>
/// <param name="Versions">In which of the format's versions it is read.</param>
/// <param name="Says">Its inputs, and what else its nodes may say.</param>
/// <param name="Limits">What is refused, as a sentence; empty where all is read.</param>
internal sealed record OperatorDoc(string Name, string Versions, string Says, string Limits);
