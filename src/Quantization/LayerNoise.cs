namespace MobileNetGen.Quantization;

/// <summary>How much a layer's output differs from what it is with floats.</summary>
/// <param name="Layer">The layer's name.</param>
/// <param name="SignalToNoise">
/// The squares of the floats over those of the differences, summed over all inputs that were compared, in decibels: 40 for differences of a hundredth.
/// It is at most 120.
/// </param>
public readonly record struct LayerNoise(string Layer, double SignalToNoise);
