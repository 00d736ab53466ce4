using System.Text.Json;
using System.Text.Json.Serialization;

namespace MobileNetGen.AspNetCore.OpenInference.Rest;

// The forms of the protocol's objects, for descriptions of the interface (OpenAPI) alone: requests are read straight into tensors' memory, and answers
// written from there, so that no such object is ever made. A test holds answers to what is described here.

/// <summary>What the server is.</summary>
internal sealed record ServerBody(string Name, string Version, IReadOnlyList<string> Extensions);

/// <summary>Whether the server lives, and whether every model answers.</summary>
internal sealed record HealthBody(bool Live, bool Ready);

/// <summary>Whether a model answers, and why not.</summary>
internal sealed record ReadyBody(string Name, bool Ready, string? Error = null);

/// <summary>Why there is no answer.</summary>
internal sealed record ErrorBody(string Error);

/// <summary>A model in the index.</summary>
internal sealed record IndexedBody(string Name, string Version, string State, string? Reason = null);

/// <summary>What a model takes and gives.</summary>
internal sealed record ModelBody(
    string Name, IReadOnlyList<string> Versions, string Platform, IReadOnlyList<TensorForm> Inputs, IReadOnlyList<TensorForm> Outputs);

/// <summary>A tensor without its values; −1 stands for extents that are free.</summary>
internal sealed record TensorForm(string Name, string Datatype, IReadOnlyList<long> Shape, IReadOnlyDictionary<string, JsonElement>? Parameters = null);

/// <summary>A tensor; its values row after row, nested or not, or after the JSON as <c>binary_data_size</c> bytes.</summary>
internal sealed record TensorBody(
    string Name,
    string Datatype,
    IReadOnlyList<long> Shape,
    IReadOnlyList<JsonElement>? Data = null,
    IReadOnlyDictionary<string, JsonElement>? Parameters = null);

/// <summary>An output that is asked for.</summary>
internal sealed record RequestedOutput(string Name, IReadOnlyDictionary<string, JsonElement>? Parameters = null);

/// <summary>What a model is to run on.</summary>
internal sealed record InferBody(
    IReadOnlyList<TensorBody> Inputs,
    string? Id = null,
    IReadOnlyList<RequestedOutput>? Outputs = null,
    IReadOnlyDictionary<string, JsonElement>? Parameters = null);

/// <summary>What a model answers.</summary>
internal sealed record InferAnswerBody(
    [property: JsonPropertyName("model_name")] string ModelName,
    IReadOnlyList<TensorBody> Outputs,
    [property: JsonPropertyName("model_version")] string? ModelVersion = null,
    string? Id = null,
    IReadOnlyDictionary<string, JsonElement>? Parameters = null);

/// <summary>What is known of their forms without reflection.</summary>
[JsonSerializable(typeof(ServerBody))]
[JsonSerializable(typeof(HealthBody))]
[JsonSerializable(typeof(ReadyBody))]
[JsonSerializable(typeof(ErrorBody))]
[JsonSerializable(typeof(IReadOnlyList<IndexedBody>))]
[JsonSerializable(typeof(ModelBody))]
[JsonSerializable(typeof(InferBody))]
[JsonSerializable(typeof(InferAnswerBody))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class RestBodiesJson : JsonSerializerContext;
