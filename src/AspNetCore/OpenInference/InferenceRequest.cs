namespace MobileNetGen.AspNetCore.OpenInference;

/// <summary>What a request asks of a model.</summary>
/// <param name="Id">Its identity, which the answer repeats; null if it has none.</param>
/// <param name="Inputs">The inputs in the signature's order.</param>
/// <param name="Outputs">The outputs that it wants.</param>
internal sealed record InferenceRequest(string? Id, Tensor[] Inputs, RequestedOutput[] Outputs);

/// <summary>An output that a request wants.</summary>
/// <param name="Index">Which of the signature.</param>
/// <param name="IsBinary">True for raw bytes.</param>
/// <param name="Classes">How many of the best classes are the answer in place of the values; 0 for the values.</param>
internal readonly record struct RequestedOutput(int Index, bool IsBinary, int Classes);
