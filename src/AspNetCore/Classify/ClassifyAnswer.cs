using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;

namespace MobileNetGen.AspNetCore.Classify;

/// <summary>What an image shows, best first.</summary>
internal sealed record ClassifyAnswer(IReadOnlyList<Guess> Labels);

/// <summary>A class, its number and its score.</summary>
internal sealed record Guess(string Label, int Index, float Score);

/// <summary>Serialisers that the compiler writes: NativeAOT has no reflection to look at types with.</summary>
[JsonSerializable(typeof(ClassifyAnswer))]
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(int?))]
[JsonSerializable(typeof(float?))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class ClassifyJson : JsonSerializerContext;
