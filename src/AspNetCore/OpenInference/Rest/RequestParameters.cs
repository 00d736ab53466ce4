using System.Text.Json;
using MobileNetGen.AspNetCore.Json;

namespace MobileNetGen.AspNetCore.OpenInference.Rest;

/// <summary>The parameters that are known here, of a request, an input or an output. Others are left alone.</summary>
internal struct RequestParameters
{
    public long? BinaryDataSize { get; private set; }

    public bool? BinaryData { get; private set; }

    public bool? BinaryDataOutput { get; private set; }

    public long Classification { get; private set; }

    public bool IsBase64 { get; private set; }

    /// <exception cref="InferenceException">They are no object of strings, numbers and booleans, or a known one has another type.</exception>
    public static RequestParameters Read(ref Utf8JsonReader reader, string owner)
    {
        var parameters = default(RequestParameters);
        JsonWalk.RequireObject(ref reader, $"'parameters' of {owner}");
        while (JsonWalk.NextKey(ref reader))
        {
            if (reader.ValueTextEquals("binary_data_size"u8))
            {
                reader.Read();
                parameters.BinaryDataSize = JsonWalk.Count(ref reader, $"'binary_data_size' of {owner}");
            }
            else if (reader.ValueTextEquals("binary_data"u8))
            {
                reader.Read();
                parameters.BinaryData = JsonWalk.Boolean(ref reader, $"'binary_data' of {owner}");
            }
            else if (reader.ValueTextEquals("binary_data_output"u8))
            {
                reader.Read();
                parameters.BinaryDataOutput = JsonWalk.Boolean(ref reader, $"'binary_data_output' of {owner}");
            }
            else if (reader.ValueTextEquals("classification"u8))
            {
                reader.Read();
                parameters.Classification = JsonWalk.Count(ref reader, $"'classification' of {owner}");
            }
            else if (reader.ValueTextEquals("content_type"u8))
            {
                reader.Read();
                parameters.IsBase64 = JsonWalk.String(ref reader, $"'content_type' of {owner}") == "base64";
            }
            else
            {
                Other(ref reader, owner);
            }
        }

        return parameters;
    }

    private static void Other(ref Utf8JsonReader reader, string owner)
    {
        if (reader.ValueTextEquals("shared_memory_region"u8))
        {
            throw new InferenceException($"{owner} asks for shared memory, which is not offered");
        }

        reader.Read();
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False))
        {
            throw new InferenceException($"a parameter of {owner} is a string, a number or a boolean, and not {JsonTensor.Text(reader)}");
        }
    }
}
