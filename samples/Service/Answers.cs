using System.Text.Json.Serialization;

namespace MobileNetGen.Samples.Service;

/// <summary>What an image shows, best first.</summary>
internal sealed record Answer(IReadOnlyList<Guess> Labels);

/// <summary>A class and its probability.</summary>
internal sealed record Guess(string Label, float Score);

/// <summary>Why there is no answer.</summary>
internal sealed record Refusal(string Error);

/// <summary>Serialisers that the compiler writes: NativeAOT has no reflection to look at types with.</summary>
[JsonSerializable(typeof(Answer))]
[JsonSerializable(typeof(Refusal))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class AnswerJson : JsonSerializerContext;
