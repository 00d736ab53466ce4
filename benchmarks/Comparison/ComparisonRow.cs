using System.Text.Json.Serialization;

namespace MobileNetGen.Benchmarks.Comparison;

/// <summary>One network in one setting.</summary>
/// <param name="Network">Its name.</param>
/// <param name="Threads">Threads of each side.</param>
/// <param name="Batch">Images of a run.</param>
/// <param name="Tier">The generated network's vectors.</param>
/// <param name="CoreRoundTripNs">From one core to the other and back; null with one thread.</param>
/// <param name="GeneratedMs">Median milliseconds of a run of the generated network.</param>
/// <param name="OnnxRuntimeMs">Median milliseconds of a run of ONNX Runtime.</param>
/// <param name="Ratio">The second divided by the first.</param>
/// <param name="ShareOfPeak">
/// The generated network's multiply-adds as a share of those that a loop did on as many threads in the same row: one of fused multiply-adds, or of
/// integers' dot products.
/// </param>
internal sealed record ComparisonRow(
    string Network,
    int Threads,
    int Batch,
    string Tier,
    double? CoreRoundTripNs,
    double GeneratedMs,
    double OnnxRuntimeMs,
    double Ratio,
    double ShareOfPeak)
{
    /// <summary>What its layers compute with.</summary>
    public string Precision { get; init; } = "float32";

    /// <summary>The instruction that multiplies most of its numbers.</summary>
    public string Instruction { get; init; } = "fma";

    /// <summary>Of integers: median milliseconds of the generated network of floats that they were made of.</summary>
    public double? FloatMs { get; init; }

    /// <summary>That divided by the integers' time.</summary>
    public double? FloatRatio { get; init; }
}

/// <summary>All that <c>compare</c> measured. The peak is that of one thread.</summary>
internal sealed record ComparisonTable(double PeakGflops, IReadOnlyList<ComparisonRow> Rows);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ComparisonTable))]
internal sealed partial class ComparisonJson : JsonSerializerContext;
