using System.Text.Json.Serialization;
using MobileNetGen.Tool.Report;

namespace MobileNetGen.Tool.Results;

/// <summary>How results are written for programs: names in camelCase, nothing for what there is none of, and NaN and Infinity as words.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    WriteIndented = true)]
[JsonSerializable(typeof(SummaryResult))]
[JsonSerializable(typeof(BenchResult))]
[JsonSerializable(typeof(VerifyResult))]
[JsonSerializable(typeof(IReadOnlyList<RunResult>))]
[JsonSerializable(typeof(ClassifyResult))]
[JsonSerializable(typeof(SavedRun))]
internal sealed partial class ToolJson : JsonSerializerContext;
