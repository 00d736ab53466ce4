using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text.Json;
using MobileNetGen.Weights;

namespace MobileNetGen;

/// <summary>A tensor to be written.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Shape">Its extents.</param>
/// <param name="Values">As many elements as the extents' product.</param>
public sealed record NamedTensor(string Name, IReadOnlyList<int> Shape, ReadOnlyMemory<float> Values);

/// <summary>
/// Writes weights as safetensors, as training does. Two entries of the metadata, <c>mobilenetgen.crc32c.data</c> and
/// <c>mobilenetgen.crc32c.header</c>, let a network notice any byte of the file that changed since, and a third one,
/// <c>mobilenetgen.sha256.data</c>, which weights they are.
/// </summary>
public static class SafetensorsWriter
{
    private const int Alignment = 8;
    private const string Metadata = "__metadata__";

    /// <summary>Writes tensors in the order given.</summary>
    /// <param name="stream">Where to; it is not closed.</param>
    /// <param name="tensors">Tensors with different names.</param>
    /// <param name="metadata">Texts for the file's metadata, or null.</param>
    /// <param name="half">True for float16, false for float32.</param>
    /// <exception cref="ArgumentException">Two tensors have one name, a shape does not fit its values, a value is too large for float16, or the metadata has a key of these.</exception>
    public static void Write(Stream stream, IReadOnlyList<NamedTensor> tensors, IReadOnlyDictionary<string, string>? metadata = null, bool half = false)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(tensors);
        Check(tensors, half);
        Check(metadata);
        var header = Header(tensors, metadata, half);
        Span<byte> prefix = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)header.Length);
        stream.Write(prefix);
        stream.Write(header);
        foreach (var tensor in tensors)
        {
            stream.Write(Bytes(tensor.Values.Span, half));
        }
    }

    /// <summary>Before the first byte is written, so that no half of a file is left.</summary>
    private static void Check(IReadOnlyList<NamedTensor> tensors, bool half)
    {
        var names = new HashSet<string>(StringComparer.Ordinal) { Metadata };
        foreach (var tensor in tensors)
        {
            if (!names.Add(tensor.Name) || tensor.Shape.Any(extent => extent < 0) || tensor.Shape.Aggregate(1L, (product, extent) => product * extent) != tensor.Values.Length)
            {
                throw new ArgumentException($"the tensor \"{tensor.Name}\", [{string.Join(", ", tensor.Shape)}] with {tensor.Values.Length} values, has a name that is taken or does not fit its shape.", nameof(tensors));
            }

            foreach (var value in half ? tensor.Values.Span : [])
            {
                if (float.IsFinite(value) && !Half.IsFinite((Half)value))
                {
                    throw new ArgumentException($"the tensor \"{tensor.Name}\" has the value {value}, which is too large for float16.", nameof(tensors));
                }
            }
        }
    }

    private static void Check(IReadOnlyDictionary<string, string>? metadata)
    {
        if (SafetensorsMetadata.OwnKeys.FirstOrDefault(key => metadata?.ContainsKey(key) == true) is { } own)
        {
            throw new ArgumentException($"{own} is what the writer computes; keys other than {string.Join(", ", SafetensorsMetadata.OwnKeys)} are accepted.", nameof(metadata));
        }
    }

    private static byte[] Header(IReadOnlyList<NamedTensor> tensors, IReadOnlyDictionary<string, string>? metadata, bool half)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject(Metadata);
            foreach (var (key, value) in metadata ?? ImmutableDictionary<string, string>.Empty)
            {
                json.WriteString(key, value);
            }

            var (checksum, hash) = Digest(tensors, half);
            SafetensorsChecksums.Write(json, checksum);
            json.WriteString(SafetensorsMetadata.HashKey, hash);
            json.WriteEndObject();
            var offset = 0L;
            foreach (var tensor in tensors)
            {
                offset = WriteEntry(json, tensor, offset, half);
            }

            json.WriteEndObject();
        }

        // Spaces behind the object bring the data to a multiple of 8 bytes, as the format recommends.
        while (buffer.Length % Alignment != 0)
        {
            buffer.WriteByte((byte)' ');
        }

        var header = buffer.ToArray();
        SafetensorsChecksums.Seal(header);
        return header;
    }

    /// <summary>The SHA-256 of the data that <see cref="Write"/> writes of float32 tensors.</summary>
    internal static string HashOf(IReadOnlyList<NamedTensor> tensors) => Digest(tensors, half: false).Hash;

    private static (uint Checksum, string Hash) Digest(IReadOnlyList<NamedTensor> tensors, bool half)
    {
        var (checksum, hash) = (0u, new Sha256());
        foreach (var tensor in tensors)
        {
            var bytes = Bytes(tensor.Values.Span, half);
            checksum = SafetensorsChecksums.Add(checksum, bytes);
            hash.Add(bytes);
        }

        return (checksum, hash.Finish());
    }

    private static long WriteEntry(Utf8JsonWriter json, NamedTensor tensor, long offset, bool half)
    {
        var end = offset + ((long)tensor.Values.Length * (half ? 2 : 4));
        json.WriteStartObject(tensor.Name);
        json.WriteString("dtype", half ? "F16" : "F32");
        json.WriteStartArray("shape");
        foreach (var extent in tensor.Shape)
        {
            json.WriteNumberValue(extent);
        }

        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(offset);
        json.WriteNumberValue(end);
        json.WriteEndArray();
        json.WriteEndObject();
        return end;
    }

    private static byte[] Bytes(ReadOnlySpan<float> values, bool half)
    {
        var bytes = new byte[values.Length * (half ? 2 : 4)];
        for (var index = 0; index < values.Length; index++)
        {
            if (half)
            {
                BinaryPrimitives.WriteHalfLittleEndian(bytes.AsSpan(2 * index), (Half)values[index]);
            }
            else
            {
                BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(4 * index), values[index]);
            }
        }

        return bytes;
    }
}
