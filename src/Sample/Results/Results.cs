using System.Text.Json.Serialization;

namespace MobileNetGen.Sample.Results;

/// <summary>A class and its score.</summary>
internal sealed record RankedClass(int Index, string Label, float Score);

/// <summary>What <c>classify</c> found on an image; milliseconds of preparing and running it.</summary>
internal sealed record Classification(string File, IReadOnlyList<RankedClass> Top, double Milliseconds);

/// <summary>What <c>evaluate</c> found: shares between 0 and 1.</summary>
internal sealed record Evaluation(int Images, double Top1, double Top5);

/// <summary>A layer of <c>summary</c>; its output is height, width, channels.</summary>
internal sealed record SummaryLayer(string Name, string Kind, IReadOnlyList<int> Output, long Parameters, long MultiplyAdds, string Padding, string Activation);

/// <summary>What <c>summary</c> tells.</summary>
internal sealed record NetworkSummary(
    IReadOnlyList<SummaryLayer> Layers,
    long Parameters,
    long Trainable,
    long NonTrainable,
    long MultiplyAdds,
    IReadOnlyList<SummaryBlock>? Blocks);

/// <summary>A block of <c>summary --schedule</c>.</summary>
internal sealed record SummaryBlock(string Block, long MultiplyAdds, string Schedule);

/// <summary>What <c>bench</c> measured, in milliseconds.</summary>
internal sealed record Measurement(
    string Network,
    string Tier,
    int Threads,
    int Runs,
    double Median,
    double Fastest,
    double P95,
    double GigaMultiplyAddsPerSecond);

/// <summary>A block of <c>bench --profile</c>: the median of its times, and 10⁹ floating-point operations a second, two for each multiply-add.</summary>
internal sealed record ProfiledBlock(string Block, double Microseconds, double Share, double Gflops);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(IReadOnlyList<Classification>))]
[JsonSerializable(typeof(Evaluation))]
[JsonSerializable(typeof(NetworkSummary))]
[JsonSerializable(typeof(Measurement))]
[JsonSerializable(typeof(IReadOnlyList<ProfiledBlock>))]
internal sealed partial class ResultsJson : JsonSerializerContext;
