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
/// <param name="ShareOfPeak">The generated network's multiply-adds as a share of those that the FMA loop did on as many threads in the same row.</param>
internal sealed record ComparisonRow(
    string Network,
    int Threads,
    int Batch,
    string Tier,
    double? CoreRoundTripNs,
    double GeneratedMs,
    double OnnxRuntimeMs,
    double Ratio,
    double ShareOfPeak);

/// <summary>All that <c>compare</c> measured. The peak is that of one thread.</summary>
internal sealed record ComparisonTable(double PeakGflops, IReadOnlyList<ComparisonRow> Rows);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ComparisonTable))]
internal sealed partial class ComparisonJson : JsonSerializerContext;
