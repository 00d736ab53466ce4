using System.Text.Json.Serialization;

namespace MobileNetGen.Samples.FolderWorker;

/// <summary>What is on an image, or why that cannot be said.</summary>
internal sealed record Answer(int? Digit, float? Score, string? Error);

[JsonSerializable(typeof(Answer))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class AnswerJson : JsonSerializerContext;
