using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace MobileNetGen.Training;

/// <summary>
/// A training that can be gone on with, as bytes: <c>MNGTRAIN</c>, the version and the header's length as 32-bit integers, the header as JSON, arrays of
/// float32, and the SHA-256 of all of that. Everything is little-endian.
/// </summary>
internal static class Checkpoint
{
    private const int Version = 1;
    private const int PrefixBytes = 16;

    private static ReadOnlySpan<byte> Magic => "MNGTRAIN"u8;

    public static void Write(Stream stream, CheckpointHeader header, IReadOnlyList<Memory<float>> arrays)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        header = header with { Lengths = [.. arrays.Select(array => array.Length)] };
        var text = JsonSerializer.SerializeToUtf8Bytes(header, CheckpointJson.Default.CheckpointHeader);
        var prefix = new byte[PrefixBytes];
        Magic.CopyTo(prefix);
        BinaryPrimitives.WriteInt32LittleEndian(prefix.AsSpan(8), Version);
        BinaryPrimitives.WriteInt32LittleEndian(prefix.AsSpan(12), text.Length);
        Put(prefix);
        Put(text);
        foreach (var array in arrays)
        {
            Put(Bytes(array.Span));
        }

        stream.Write(hash.GetHashAndReset());

        void Put(ReadOnlySpan<byte> bytes)
        {
            hash.AppendData(bytes);
            stream.Write(bytes);
        }
    }

    /// <param name="stream">The checkpoint.</param>
    /// <param name="parts">What decides the training that goes on.</param>
    /// <param name="arrays">What it has, for their lengths.</param>
    /// <param name="read">What the checkpoint has for them.</param>
    /// <exception cref="InvalidDataException">It is damaged, or of another training.</exception>
    public static CheckpointHeader Read(
        Stream stream,
        IReadOnlyDictionary<string, string> parts,
        IReadOnlyList<Memory<float>> arrays,
        out IReadOnlyList<float[]> read)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var prefix = Take(PrefixBytes);
        if (!prefix.AsSpan(0, 8).SequenceEqual(Magic))
        {
            throw new InvalidDataException("this is no checkpoint.");
        }

        var version = BinaryPrimitives.ReadInt32LittleEndian(prefix.AsSpan(8));
        if (version != Version)
        {
            throw new InvalidDataException($"the checkpoint has the version {version}; {Version} is accepted.");
        }

        var header = Header(Take(LengthOf(prefix)));
        Compare(header.Parts, parts);
        if (!header.Lengths.SequenceEqual(arrays.Select(array => array.Length)))
        {
            throw Damaged();
        }

        read = [.. arrays.Select(array => MemoryMarshal.Cast<byte, float>(Take(checked(array.Length * sizeof(float)))).ToArray())];
        var expected = hash.GetHashAndReset();
        var found = new byte[expected.Length];
        return stream.ReadAtLeast(found, found.Length, throwOnEndOfStream: false) == found.Length && found.AsSpan().SequenceEqual(expected)
            ? header
            : throw Damaged();

        byte[] Take(int length)
        {
            var bytes = new byte[length];
            if (stream.ReadAtLeast(bytes, length, throwOnEndOfStream: false) < length)
            {
                throw Damaged();
            }

            hash.AppendData(bytes);
            return bytes;
        }
    }

    private static int LengthOf(byte[] prefix) =>
        BinaryPrimitives.ReadInt32LittleEndian(prefix.AsSpan(12)) is var length and >= 0 and < 1 << 26 ? length : throw Damaged();

    private static CheckpointHeader Header(byte[] text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, CheckpointJson.Default.CheckpointHeader) ?? throw Damaged();
        }
        catch (JsonException)
        {
            throw Damaged();
        }
    }

    private static void Compare(IReadOnlyDictionary<string, string> there, IReadOnlyDictionary<string, string> here)
    {
        foreach (var (name, value) in here)
        {
            var other = there.GetValueOrDefault(name, "not said");
            if (other != value)
            {
                throw new InvalidDataException($"the checkpoint is of another training: its {name} is {Short(other)}, and here it is {Short(value)}.");
            }
        }
    }

    private static string Short(string text) => text.Length > 120 ? text[..120] + "…" : text;

    private static InvalidDataException Damaged() => new("the checkpoint is damaged.");

    private static ReadOnlySpan<byte> Bytes(ReadOnlySpan<float> values) => MemoryMarshal.AsBytes(values);
}
