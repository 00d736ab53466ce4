using System.Buffers.Binary;
using System.Text.Json;

namespace MobileNetGen.Weights;

/// <summary>
/// Reads the header of a safetensors file and holds it to the format's rules
/// (https://github.com/huggingface/safetensors): nothing in it is believed before it was compared with the bytes that are there.
/// </summary>
internal static class SafetensorsHeader
{
    private const int PrefixLength = 8;
    private const long MaxHeaderBytes = 100_000_000;

    /// <summary>Bits of an element, by the name of its type.</summary>
    private static readonly Dictionary<string, int> s_bits = new(StringComparer.Ordinal)
    {
        ["BOOL"] = 8,
        ["U8"] = 8,
        ["I8"] = 8,
        ["F8_E5M2"] = 8,
        ["F8_E4M3"] = 8,
        ["I16"] = 16,
        ["U16"] = 16,
        ["F16"] = 16,
        ["BF16"] = 16,
        ["I32"] = 32,
        ["U32"] = 32,
        ["F32"] = 32,
        ["F64"] = 64,
        ["I64"] = 64,
        ["U64"] = 64,
    };

    /// <returns>The tensors, where their data starts in the file, and what it says of itself.</returns>
    /// <exception cref="WeightException">The file breaks a rule, or is not what its checksums are of.</exception>
    public static (IReadOnlyList<TensorEntry> Tensors, long DataStart, SafetensorsMetadata Metadata) Read(WeightBytes bytes)
    {
        if (bytes.Length < PrefixLength)
        {
            throw Malformed(bytes, $"it has {bytes.Length} bytes; a safetensors file has {PrefixLength} at least");
        }

        var declared = BinaryPrimitives.ReadUInt64LittleEndian(bytes.Slice(0, PrefixLength));
        if (declared > MaxHeaderBytes || (long)declared > bytes.Length - PrefixLength)
        {
            throw Malformed(bytes, $"its header says to be {declared} bytes long; the file has {bytes.Length - PrefixLength} after the length, and "
                + $"{MaxHeaderBytes} are the most that the format allows");
        }

        var header = bytes.Slice(PrefixLength, (int)declared);
        if (header.Length == 0 || header[0] != (byte)'{')
        {
            throw Malformed(bytes, "its header does not begin with {");
        }

        var (tensors, metadata) = Parse(header, bytes);
        CheckTiling(tensors, bytes.Length - PrefixLength - (long)declared, bytes);
        metadata.Checksums.Check(header, bytes, PrefixLength + (long)declared);
        return (tensors, PrefixLength + (long)declared, metadata);
    }

    private static (List<TensorEntry> Tensors, SafetensorsMetadata Metadata) Parse(ReadOnlySpan<byte> header, WeightBytes bytes)
    {
        try
        {
            var tensors = new List<TensorEntry>();
            var metadata = default(SafetensorsMetadata);
            var names = new HashSet<string>(StringComparer.Ordinal);
            var reader = new Utf8JsonReader(header, new JsonReaderOptions { MaxDepth = 4 });
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = Text(ref reader, "a name", bytes);
                Expect(names.Add(name), $"its header has \"{name}\" twice", bytes);
                reader.Read();
                if (name == "__metadata__")
                {
                    metadata = Metadata(ref reader, bytes);
                }
                else
                {
                    tensors.Add(Tensor(name, ref reader, bytes));
                }
            }

            // Throws if anything but white space follows.
            reader.Read();
            return (tensors, metadata);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            throw new WeightException($"{bytes.Name} is no safetensors file: its header is not the JSON that is expected ({error.Message})", error);
        }
    }

    private static SafetensorsMetadata Metadata(ref Utf8JsonReader reader, WeightBytes bytes)
    {
        var metadata = default(SafetensorsMetadata);
        var keys = new HashSet<string>(StringComparer.Ordinal);
        Expect(reader.TokenType == JsonTokenType.StartObject, "__metadata__ is no object", bytes);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.GetString()!;
            Expect(keys.Add(key), "__metadata__ has a key twice", bytes);
            reader.Read();
            Expect(reader.TokenType == JsonTokenType.String, "__metadata__ holds something that is no string", bytes);
            _ = reader.GetString();
            metadata = metadata.With(key, ref reader);
        }

        foreach (var hash in new[] { metadata.Hash, metadata.LabelsHash })
        {
            Expect(hash is null || SafetensorsMetadata.IsHash(hash), "its metadata has a SHA-256 that is not 64 hexadecimal digits", bytes);
        }

        return metadata;
    }

    private static TensorEntry Tensor(string name, ref Utf8JsonReader reader, WeightBytes bytes)
    {
        string? type = null;
        List<long>? shape = null;
        List<long>? offsets = null;
        Expect(reader.TokenType == JsonTokenType.StartObject, $"\"{name}\" is no object", bytes);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = Text(ref reader, "a key", bytes);
            reader.Read();
            switch (key)
            {
                case "dtype" when type is null:
                    type = Text(ref reader, $"the dtype of \"{name}\"", bytes);
                    break;
                case "shape" when shape is null:
                    shape = Integers(ref reader, name, bytes);
                    break;
                case "data_offsets" when offsets is null:
                    offsets = Integers(ref reader, name, bytes);
                    break;
                default:
                    throw Malformed(
                        bytes,
                        $"\"{name}\" has the key \"{key}\" too often, or should not have it; dtype, shape and data_offsets are accepted once each");
            }
        }

        Expect(type is not null && shape is not null && offsets is { Count: 2 }, $"\"{name}\" lacks a dtype, a shape, or two data_offsets", bytes);
        Expect(s_bits.TryGetValue(type!, out var bits), $"\"{name}\" has the unknown dtype \"{type}\"", bytes);
        var entry = new TensorEntry(name, type!, shape!, offsets![0], offsets[1]);
        Expect(
            entry.End >= entry.Begin && ByteLength(shape!, bits) == entry.End - entry.Begin,
            $"\"{name}\", {type} {entry.DisplayShape}, does not fit its data_offsets {entry.Begin} to {entry.End}",
            bytes);
        return entry;
    }

    /// <summary>A string that may stand in a message of one line.</summary>
    private static string Text(ref Utf8JsonReader reader, string what, WeightBytes bytes)
    {
        Expect(reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName, $"{what} is no string", bytes);
        var text = reader.GetString()!;
        Expect(!text.Any(char.IsControl), $"{what} has a control character in it", bytes);
        return text;
    }

    private static List<long> Integers(ref Utf8JsonReader reader, string name, WeightBytes bytes)
    {
        var values = new List<long>();
        Expect(reader.TokenType == JsonTokenType.StartArray, $"\"{name}\" has something else where an array of integers is expected", bytes);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var value = reader.GetInt64();
            Expect(value >= 0, $"\"{name}\" has the negative number {value}", bytes);
            values.Add(value);
        }

        return values;
    }

    /// <summary>Null if it overflows or is no whole number of bytes.</summary>
    private static long? ByteLength(List<long> shape, int bits)
    {
        try
        {
            var product = shape.Aggregate((long)bits, (size, extent) => checked(size * extent));
            return product % 8 == 0 ? product / 8 : null;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    /// <summary>Sorted by offset, tensors fill the data without a hole or an overlap, to its end.</summary>
    private static void CheckTiling(List<TensorEntry> tensors, long dataLength, WeightBytes bytes)
    {
        var expected = 0L;
        foreach (var tensor in tensors.OrderBy(tensor => tensor.Begin).ThenBy(tensor => tensor.End))
        {
            Expect(tensor.Begin == expected, $"\"{tensor.Name}\" starts at {tensor.Begin} of the data, where {expected} is expected", bytes);
            expected = tensor.End;
        }

        Expect(expected == dataLength, $"its tensors end at {expected} of the data, which has {dataLength} bytes", bytes);
    }

    private static void Expect(bool holds, string otherwise, WeightBytes bytes)
    {
        if (!holds)
        {
            throw Malformed(bytes, otherwise);
        }
    }

    private static WeightException Malformed(WeightBytes bytes, string what) => new($"{bytes.Name} is no whole safetensors file: {what}.");
}
