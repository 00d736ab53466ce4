using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using System.Text.Json;

namespace MobileNetGen.Weights;

/// <summary>
/// Two texts in a safetensors file's metadata that tell whether it is as it was written: the CRC-32C (RFC 3720) of its data, and that
/// of its header, taken with zeros for its own digits. Files of other programs have neither. Each asks for the other,
/// so that damage to a name does not pass for a file without checksums.
/// </summary>
/// <param name="Data">Eight hexadecimal digits, or null.</param>
/// <param name="Header">Eight hexadecimal digits, or null.</param>
/// <param name="Digits">Where in the header its own digits are.</param>
internal readonly record struct SafetensorsChecksums(string? Data, string? Header, Range Digits)
{
    public const string DataKey = "mobilenetgen.crc32c.data";
    public const string HeaderKey = "mobilenetgen.crc32c.header";

    /// <summary>What stands for the header's checksum while it is computed.</summary>
    private const string NoDigits = "00000000";

    /// <summary>Takes a text of the metadata, whose value the reader stands on, if it is one of the two.</summary>
    public SafetensorsChecksums With(string key, ref Utf8JsonReader reader) => key switch
    {
        DataKey => this with { Data = reader.GetString() },
        HeaderKey => this with { Header = reader.GetString(), Digits = Place(in reader) },
        _ => this,
    };

    /// <summary>Writes the two texts, the header's without its digits: <see cref="Seal"/> puts them in.</summary>
    /// <param name="json">Inside the metadata.</param>
    /// <param name="data">The checksum of the data.</param>
    public static void Write(Utf8JsonWriter json, uint data)
    {
        json.WriteString(DataKey, Text(data));
        json.WriteString(HeaderKey, NoDigits);
    }

    /// <summary>Puts the header's checksum into a whole header that <see cref="Write"/> wrote to.</summary>
    public static void Seal(Span<byte> header)
    {
        var entry = Encoding.ASCII.GetBytes($"\"{HeaderKey}\":\"{NoDigits}\"");
        var digits = header.Slice(header.IndexOf(entry) + entry.Length - 1 - NoDigits.Length, NoDigits.Length);
        Encoding.ASCII.GetBytes(Text(Add(0, header)), digits);
    }

    /// <summary>Holds a file to its checksums, if it has them.</summary>
    /// <param name="header">The header's bytes.</param>
    /// <param name="bytes">The file.</param>
    /// <param name="dataStart">Where in it the data starts.</param>
    /// <exception cref="WeightException">One is wrong, or one of the two is missing.</exception>
    public unsafe void Check(ReadOnlySpan<byte> header, WeightBytes bytes, long dataStart)
    {
        if (Data is null && Header is null)
        {
            return;
        }

        var beforeAndDigits = Add(Add(0, header[..Digits.Start]), Encoding.ASCII.GetBytes(NoDigits));
        CheckSame(Header, Add(beforeAndDigits, header[Digits.End..]), "header", bytes);
        CheckSame(Data, Add(0, bytes.Start + dataStart, bytes.Length - dataStart), "data", bytes);
    }

    /// <summary>Goes on with a checksum, 0 at first.</summary>
    public static unsafe uint Add(uint checksum, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            return Add(checksum, start, bytes.Length);
        }
    }

    private static unsafe uint Add(uint checksum, byte* bytes, long length)
    {
        var remainder = ~checksum;
        var end = bytes + length;
        for (; end - bytes >= sizeof(ulong); bytes += sizeof(ulong))
        {
            remainder = BitOperations.Crc32C(remainder, BinaryPrimitives.ReadUInt64LittleEndian(new ReadOnlySpan<byte>(bytes, sizeof(ulong))));
        }

        for (; bytes < end; bytes++)
        {
            remainder = BitOperations.Crc32C(remainder, *bytes);
        }

        return ~remainder;
    }

    private static void CheckSame(string? expected, uint found, string part, WeightBytes bytes)
    {
        if (expected != Text(found))
        {
            throw new WeightException($"{bytes.Name} is damaged: the checksum of its {part} is {Text(found)}; "
                + $"{(expected is null ? "its metadata has none, but that of the other part" : $"its metadata has \"{expected}\"")}.");
        }
    }

    /// <summary>Where the text is that the reader stands on, without its quotes.</summary>
    private static Range Place(in Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex + 1;
        return start..(start + reader.ValueSpan.Length);
    }

    private static string Text(uint checksum) => checksum.ToString("x8");
}
