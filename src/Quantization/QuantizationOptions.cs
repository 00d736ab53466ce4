namespace MobileNetGen.Quantization;

/// <summary>How a network is quantized.</summary>
public sealed record QuantizationOptions
{
    /// <summary>The name of the network of integers; null for that of the floats. Networks of one project have different ones.</summary>
    public string? Name { get; init; }

    /// <summary>The layers that stay floats. None do at first.</summary>
    public FloatLayers FloatLayers { get; init; } = FloatLayers.None;

    /// <summary>
    /// Inputs to compare integers with floats on, others than those of the calibration. They are gone through once, and need not be in memory together;
    /// fewer than the collection's count may come. With null, the calibration's own are compared on, which flatters.
    /// </summary>
    public IReadOnlyCollection<float[]>? Evaluation { get; init; }

    /// <summary>True to accept weights other than those that the description was imported with.</summary>
    public bool AllowOtherWeights { get; init; }

    /// <summary>Is told after each step, on the thread that quantizes.</summary>
    public IProgress<QuantizationProgress>? Progress { get; init; }
}
