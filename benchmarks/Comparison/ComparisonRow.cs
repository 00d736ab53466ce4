using System.Text.Json.Serialization;

namespace MobileNetGen.Benchmarks.Comparison;

/// <summary>One network on one number of threads. The round trip is that of two cores, null with one thread.</summary>
internal sealed record ComparisonRow(string Network, int Threads, int Batch, string Tier, double? CoreRoundTripNs, double GeneratedMs, double OnnxRuntimeMs, double Ratio, double ShareOfPeak);

/// <summary>All that <c>compare</c> measured. The peak is that of one thread.</summary>
internal sealed record ComparisonTable(double PeakGflops, IReadOnlyList<ComparisonRow> Rows);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ComparisonTable))]
internal sealed partial class ComparisonJson : JsonSerializerContext;
