using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using MobileNetGen.AspNetCore.Models;
using MobileNetGen.AspNetCore.Tensors;

namespace MobileNetGen.AspNetCore.Json;

/// <summary>Reads a tensor's values, flat or nested, straight into its memory.</summary>
internal static class JsonTensor
{
    /// <summary>Elements for which memory is taken on a shape's word: an image of 512 × 512 pixels.</summary>
    private const int Unclaimed = 3 << 18;

    /// <param name="reader">At the first token of the values; afterwards at the last.</param>
    /// <param name="input">Which input they are.</param>
    /// <param name="base64">True if elements of BYTES are base64.</param>
    /// <param name="words">True to accept words for numbers that are not finite.</param>
    /// <exception cref="InferenceException">They are not what the input has.</exception>
    public static Tensor Read(ref Utf8JsonReader reader, DeclaredInput input, bool base64, bool words) => input.Form.DataType switch
    {
        TensorDataType.Bool => Numbers<byte, JsonBool>(ref reader, input, words),
        TensorDataType.UInt8 => Numbers<byte, JsonInteger<byte>>(ref reader, input, words),
        TensorDataType.UInt16 => Numbers<ushort, JsonInteger<ushort>>(ref reader, input, words),
        TensorDataType.UInt32 => Numbers<uint, JsonInteger<uint>>(ref reader, input, words),
        TensorDataType.UInt64 => Numbers<ulong, JsonInteger<ulong>>(ref reader, input, words),
        TensorDataType.Int8 => Numbers<sbyte, JsonInteger<sbyte>>(ref reader, input, words),
        TensorDataType.Int16 => Numbers<short, JsonInteger<short>>(ref reader, input, words),
        TensorDataType.Int32 => Numbers<int, JsonInteger<int>>(ref reader, input, words),
        TensorDataType.Int64 => Numbers<long, JsonInteger<long>>(ref reader, input, words),
        TensorDataType.Float32 => Numbers<float, JsonFloat>(ref reader, input, words),
        TensorDataType.Float64 => Numbers<double, JsonDouble>(ref reader, input, words),
        TensorDataType.Float16 => throw new InferenceException($"input '{input.Form.Name}': FP16 cannot be sent in JSON; send it as binary data"),
        _ => Texts(ref reader, input, base64),
    };

    private static Tensor Numbers<T, TElement>(ref Utf8JsonReader reader, DeclaredInput input, bool words)
        where T : unmanaged
        where TElement : IJsonElement<T>
    {
        // The shape is a claim: memory is taken as values come, and at once only where so many may well come.
        var bytes = new byte[Math.Min(input.Count, Unclaimed) * Unsafe.SizeOf<T>()];
        var values = MemoryMarshal.Cast<byte, T>(bytes.AsSpan());
        var nesting = new JsonNesting(ref reader, input.Form.Name);
        var count = 0;
        while (nesting.MoveNext(ref reader))
        {
            if (count == values.Length)
            {
                RequireMore(input, count);
                Array.Resize(ref bytes, Math.Min(input.Count, 2 * count) * Unsafe.SizeOf<T>());
                values = MemoryMarshal.Cast<byte, T>(bytes.AsSpan());
            }

            if (!TElement.TryRead(ref reader, words, out values[count]))
            {
                throw new InferenceException($"input '{input.Form.Name}': {Text(reader)} at place {count} is no {input.Form.DataType.Name()}");
            }

            count++;
        }

        RequireAll(input, count);
        return new Tensor(input.Form.DataType, input.Shape, bytes);
    }

    private static Tensor Texts(ref Utf8JsonReader reader, DeclaredInput input, bool base64)
    {
        var elements = new List<ReadOnlyMemory<byte>>();
        var nesting = new JsonNesting(ref reader, input.Form.Name);
        while (nesting.MoveNext(ref reader))
        {
            if (elements.Count == input.Count)
            {
                RequireMore(input, elements.Count);
            }

            var what = $"input '{input.Form.Name}': the element at place {elements.Count}";
            elements.Add(base64 ? Base64(ref reader, what) : JsonWalk.Bytes(ref reader, what));
        }

        RequireAll(input, elements.Count);
        return new Tensor(input.Shape, elements);
    }

    /// <exception cref="InferenceException">The string is no base64.</exception>
    public static byte[] Base64(ref Utf8JsonReader reader, string what) =>
        reader.TokenType == JsonTokenType.String && reader.TryGetBytesFromBase64(out var bytes)
            ? bytes
            : throw new InferenceException($"{what} is a string of base64, and not {Text(reader)}");

    /// <summary>The token as messages show it.</summary>
    public static string Text(in Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        _ => DisplayText.Of(Encoding.UTF8.GetString(reader.ValueSpan[..Math.Min(reader.ValueSpan.Length, 64)])),
    };

    private static void RequireMore(DeclaredInput input, int count)
    {
        if (count == input.Count)
        {
            throw new InferenceException($"input '{input.Form.Name}' has more than {count} values, which its shape {DisplayText.Of(input.Shape)} has");
        }
    }

    private static void RequireAll(DeclaredInput input, int count)
    {
        if (count != input.Count)
        {
            throw new InferenceException($"input '{input.Form.Name}' has {count} values; its shape {DisplayText.Of(input.Shape)} has {input.Count}");
        }
    }
}
