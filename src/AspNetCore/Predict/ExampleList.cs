using System.Text.Json;
using MobileNetGen.AspNetCore.Json;
using MobileNetGen.AspNetCore.Models;
using MobileNetGen.AspNetCore.Tensors;

namespace MobileNetGen.AspNetCore.Predict;

/// <summary>Examples of one input, read one after the other.</summary>
internal sealed class ExampleList(TensorSpec input)
{
    private readonly List<Tensor> _examples = [];

    public TensorSpec Input => input;

    public int Count => _examples.Count;

    private string What => $"input '{input.Name}': the example at place {Count}";

    /// <summary>Reads an example: numbers nested as the shape has them, a text, or an object with <c>b64</c>.</summary>
    /// <exception cref="InferenceException">The input takes no such example.</exception>
    public void Add(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.String)
        {
            _examples.Add(new Tensor([], [reader.TokenType == JsonTokenType.String ? JsonWalk.Bytes(ref reader, What) : Binary(ref reader)]));
            return;
        }

        var shape = input.Shape[1..];
        if (input.DataType == TensorDataType.Bytes || Extents.Product(shape.AsSpan()) is not { } count)
        {
            var accepted = input.DataType == TensorDataType.Bytes ? "a text, or an object with b64" : "no examples here, since its extents vary";
            throw new InferenceException($"{What} is {JsonTensor.Text(reader)}; {input} takes {accepted}");
        }

        _examples.Add(JsonTensor.Read(ref reader, new DeclaredInput(0, input, shape, count), base64: false, words: false));
    }

    /// <summary>All examples as one batch.</summary>
    /// <exception cref="InferenceException">Some are binary, and some are not.</exception>
    public Tensor Together()
    {
        var first = _examples[0];
        if (_examples.Exists(example => example.DataType != first.DataType))
        {
            throw new InferenceException($"input '{input.Name}' has examples of several kinds; all are numbers, or all are binary");
        }

        if (first.DataType == TensorDataType.Bytes)
        {
            return new Tensor([Count], [.. _examples.Select(example => example.Elements[0])]);
        }

        var data = new byte[_examples.Sum(example => example.Data.Length)];
        var place = 0;
        foreach (var example in _examples)
        {
            example.Data.Span.CopyTo(data.AsSpan(place));
            place += example.Data.Length;
        }

        return new Tensor(first.DataType, [Count, .. first.Shape.AsSpan()], data);
    }

    private byte[] Binary(ref Utf8JsonReader reader)
    {
        byte[]? bytes = null;
        while (JsonWalk.NextKey(ref reader))
        {
            if (reader.ValueTextEquals("b64"u8))
            {
                reader.Read();
                bytes = JsonTensor.Base64(ref reader, What);
            }
            else
            {
                JsonWalk.SkipValue(ref reader);
            }
        }

        return bytes ?? throw new InferenceException($"{What} is an object without 'b64'");
    }
}
