using System.Buffers;
using System.Text.Json;
using MobileNetGen.AspNetCore.Json;
using MobileNetGen.AspNetCore.Models;
using MobileNetGen.AspNetCore.Tensors;

namespace MobileNetGen.AspNetCore.OpenInference.Rest;

/// <summary>An answer: JSON, and raw bytes of outputs after it.</summary>
internal sealed record InferenceAnswer(ReadOnlyMemory<byte> Json, IReadOnlyList<ReadOnlyMemory<byte>> Raw)
{
    public long Length => Json.Length + Raw.Sum(part => (long)part.Length);
}

/// <summary>Writes answers.</summary>
internal static class AnswerWriter
{
    private static readonly JsonWriterOptions s_options = new() { SkipValidation = true };

    /// <param name="model">What answered.</param>
    /// <param name="request">What was asked.</param>
    /// <param name="outputs">All outputs of the model.</param>
    /// <exception cref="InferenceException">An output cannot be written in JSON.</exception>
    public static InferenceAnswer Write(ServedModel model, InferenceRequest request, IReadOnlyList<Tensor> outputs)
    {
        var json = new ArrayBufferWriter<byte>(1 << 10);
        var raw = new List<ReadOnlyMemory<byte>>();
        using (var writer = new Utf8JsonWriter(json, s_options))
        {
            writer.WriteStartObject();
            writer.WriteString("model_name"u8, model.Name);
            writer.WriteString("model_version"u8, model.Version);
            if (request.Id is not null)
            {
                writer.WriteString("id"u8, request.Id);
            }

            writer.WriteStartArray("outputs"u8);
            foreach (var wanted in request.Outputs)
            {
                var tensor = Classification.Of(model, wanted, outputs[wanted.Index]);
                Write(writer, model.Signature.Outputs[wanted.Index].Name, tensor, wanted.IsBinary ? raw : null);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return new InferenceAnswer(json.WrittenMemory, raw);
    }

    private static void Write(Utf8JsonWriter writer, string name, Tensor tensor, List<ReadOnlyMemory<byte>>? raw)
    {
        writer.WriteStartObject();
        writer.WriteString("name"u8, name);
        writer.WriteString("datatype"u8, tensor.DataType.Name());
        writer.WriteStartArray("shape"u8);
        foreach (var extent in tensor.Shape)
        {
            writer.WriteNumberValue(extent);
        }

        writer.WriteEndArray();
        if (raw is null)
        {
            writer.WriteStartArray("data"u8);
            JsonValues.Write(writer, name, tensor);
            writer.WriteEndArray();
        }
        else
        {
            raw.Add(RawTensor.Write(tensor));
            writer.WriteStartObject("parameters"u8);
            writer.WriteNumber("binary_data_size"u8, raw[^1].Length);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }
}
