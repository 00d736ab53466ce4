using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text.Json;
using MobileNetGen.Weights;

namespace MobileNetGen;

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
    /// <param name="type">What floats are written as, rounded to the nearest; integers have types of their own.</param>
    /// <exception cref="ArgumentException">
    /// Two tensors have one name, a shape does not fit its values, a value is too large for the type, or the metadata has a key of these.
    /// </exception>
    public static void Write(
        Stream stream,
        IReadOnlyList<NamedTensor> tensors,
        IReadOnlyDictionary<string, string>? metadata = null,
        TensorElementType type = TensorElementType.Float32)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(tensors);
        var encoding = FloatEncoding.Of(type);
        Check(tensors, encoding);
        Check(metadata);
        var header = Header(tensors, metadata, encoding);
        Span<byte> prefix = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)header.Length);
        stream.Write(prefix);
        stream.Write(header);
        foreach (var tensor in tensors)
        {
            stream.Write(Bytes(tensor, encoding));
        }
    }

    /// <summary>The bytes of the file that <see cref="Write"/> writes of float32 tensors.</summary>
    internal static long LengthOf(IReadOnlyList<NamedTensor> tensors, IReadOnlyDictionary<string, string>? metadata = null) => sizeof(ulong)
        + Header(tensors, metadata, FloatEncoding.Float32).Length
        + tensors.Sum(tensor => (long)LengthOf(tensor) * SizeOf(tensor, FloatEncoding.Float32).Size);

    /// <summary>Before the first byte is written, so that no half of a file is left.</summary>
    private static void Check(IReadOnlyList<NamedTensor> tensors, FloatEncoding encoding)
    {
        var names = new HashSet<string>(StringComparer.Ordinal) { Metadata };
        foreach (var tensor in tensors)
        {
            if (!names.Add(tensor.Name)
                || tensor.Shape.Any(extent => extent < 0)
                || tensor.Shape.Aggregate(1L, (product, extent) => product * extent) != LengthOf(tensor))
            {
                throw new ArgumentException($"the tensor \"{tensor.Name}\", [{string.Join(", ", tensor.Shape)}] with {LengthOf(tensor)} values, has a "
                    + $"name that is taken or does not fit its shape.", nameof(tensors));
            }

            if (tensor.IntegerType is { } type
                && IntegerEncoding.Of(type) is var integers
                && tensor.Integers.Span.ContainsAnyExceptInRange(integers.Min, integers.Max))
            {
                throw new ArgumentException(
                    $"the tensor \"{tensor.Name}\" has an integer beyond {integers.Min} to {integers.Max}, which {type} has.",
                    nameof(tensors));
            }

            foreach (var value in tensor.Values.Span)
            {
                if (!encoding.Holds(value))
                {
                    throw new ArgumentException(
                        $"the tensor \"{tensor.Name}\" has the value {value}, which is too large for {encoding.Name}.",
                        nameof(tensors));
                }
            }
        }
    }

    private static void Check(IReadOnlyDictionary<string, string>? metadata)
    {
        if (SafetensorsMetadata.OwnKeys.FirstOrDefault(key => metadata?.ContainsKey(key) == true) is { } own)
        {
            throw new ArgumentException(
                $"{own} is what the writer computes; keys other than {string.Join(", ", SafetensorsMetadata.OwnKeys)} are accepted.",
                nameof(metadata));
        }
    }

    private static byte[] Header(IReadOnlyList<NamedTensor> tensors, IReadOnlyDictionary<string, string>? metadata, FloatEncoding encoding)
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

            var (checksum, hash) = Digest(tensors, encoding);
            SafetensorsChecksums.Write(json, checksum);
            json.WriteString(SafetensorsMetadata.HashKey, hash);
            json.WriteEndObject();
            var offset = 0L;
            foreach (var tensor in tensors)
            {
                offset = WriteEntry(json, tensor, offset, encoding);
            }

            json.WriteEndObject();
        }

        // Spaces after the object bring the data to a multiple of 8 bytes, as the format recommends.
        while (buffer.Length % Alignment != 0)
        {
            buffer.WriteByte((byte)' ');
        }

        var header = buffer.ToArray();
        SafetensorsChecksums.Seal(header);
        return header;
    }

    /// <summary>The SHA-256 of the data that <see cref="Write"/> writes of float32 tensors.</summary>
    internal static string HashOf(IReadOnlyList<NamedTensor> tensors) => Digest(tensors, FloatEncoding.Float32).Hash;

    private static (string Code, int Size) SizeOf(NamedTensor tensor, FloatEncoding encoding) => tensor.IntegerType is { } type
        ? (IntegerEncoding.Of(type).Code, IntegerEncoding.Of(type).Size)
        : (encoding.Code, encoding.Size);

    private static int LengthOf(NamedTensor tensor) => tensor.IntegerType is null ? tensor.Values.Length : tensor.Integers.Length;

    private static byte[] Bytes(NamedTensor tensor, FloatEncoding encoding) =>
        tensor.IntegerType is { } type ? IntegerEncoding.Of(type).Bytes(tensor.Integers.Span) : encoding.Bytes(tensor.Values.Span);

    private static (uint Checksum, string Hash) Digest(IReadOnlyList<NamedTensor> tensors, FloatEncoding encoding)
    {
        var (checksum, hash) = (0u, new Sha256());
        foreach (var tensor in tensors)
        {
            var bytes = Bytes(tensor, encoding);
            checksum = SafetensorsChecksums.Add(checksum, bytes);
            hash.Add(bytes);
        }

        return (checksum, hash.Finish());
    }

    private static long WriteEntry(Utf8JsonWriter json, NamedTensor tensor, long offset, FloatEncoding encoding)
    {
        var (code, size) = SizeOf(tensor, encoding);
        var end = offset + ((long)LengthOf(tensor) * size);
        json.WriteStartObject(tensor.Name);
        json.WriteString("dtype", code);
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
}
