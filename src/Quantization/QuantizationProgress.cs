namespace MobileNetGen.Quantization;

/// <summary>How far quantizing a network is.</summary>
/// <param name="Phase">What is done now.</param>
/// <param name="Step">How many steps of that are done.</param>
/// <param name="Steps">How many it has at most.</param>
public readonly record struct QuantizationProgress(QuantizationPhase Phase, int Step, int Steps);

/// <summary>A part of quantizing a network, in their order.</summary>
public enum QuantizationPhase
{
    /// <summary>The network of floats runs on the calibration inputs, which shows what integers have to stand for.</summary>
    Ranges,

    /// <summary>Layers are found that should stay floats; only with <see cref="FloatLayers.Auto"/>.</summary>
    FloatLayers,

    /// <summary>One layer after the other is rounded, on what the layers before it give.</summary>
    Rounding,

    /// <summary>The network of integers is compared with the one of floats.</summary>
    Comparing,
}
