using System.Text.Json;
using MobileNetGen.AspNetCore.Models;
using MobileNetGen.AspNetCore.Tensors;

namespace MobileNetGen.AspNetCore.OpenInference.Rest;

/// <summary>What the server and its models are, in JSON.</summary>
internal static class RestDescriptions
{
    public static void Server(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, InferenceServer.Name);
        json.WriteString("version"u8, InferenceServer.Version);
        Strings(json, "extensions", InferenceServer.Extensions);
        json.WriteEndObject();
    }

    public static void Model(Utf8JsonWriter json, ServedModel model, IEnumerable<string> versions)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, model.Name);
        Strings(json, "versions", versions);
        json.WriteString("platform"u8, model.Signature.Platform);
        Tensors(json, "inputs", model.Signature.Inputs);
        Tensors(json, "outputs", model.Signature.Outputs);
        json.WriteEndObject();
    }

    public static void Index(Utf8JsonWriter json, IEnumerable<(ServedModel Model, string? WhyNot)> models)
    {
        json.WriteStartArray();
        foreach (var (model, whyNot) in models)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, model.Name);
            json.WriteString("version"u8, model.Version);
            json.WriteString("state"u8, whyNot is null ? "READY"u8 : "UNAVAILABLE"u8);
            if (whyNot is not null)
            {
                json.WriteString("reason"u8, whyNot);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Strings(Utf8JsonWriter json, string key, IEnumerable<string> values)
    {
        json.WriteStartArray(key);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    private static void Tensors(Utf8JsonWriter json, string key, IEnumerable<TensorSpec> tensors)
    {
        json.WriteStartArray(key);
        foreach (var tensor in tensors)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, tensor.Name);
            json.WriteString("datatype"u8, tensor.DataType.Name());
            json.WriteStartArray("shape"u8);
            foreach (var extent in tensor.Shape)
            {
                json.WriteNumberValue(extent);
            }

            json.WriteEndArray();
            if (tensor.Alternatives.Length > 0)
            {
                json.WriteStartObject("parameters"u8);
                json.WriteString(TensorSpec.AlternativesKey, tensor.AlternativesText);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
