using System.Buffers.Binary;
using System.Text.Json;

namespace MobileNetGen.Tool.Export;

/// <summary>The names in a safetensors file, and the same file with others. Tensors stay where they are.</summary>
internal static class SafetensorsNames
{
    private const int PrefixLength = 8;
    private const string Metadata = "__metadata__";

    /// <summary>The names of a file's tensors; none where it is malformed, which its reader says.</summary>
    public static IReadOnlyList<string> Of(byte[] file)
    {
        try
        {
            using var header = Header(file);
            return header is null ? [] : [.. header.RootElement.EnumerateObject()
                .Where(member => member.Name != Metadata)
                .Select(member => member.Name)
                .Distinct(StringComparer.Ordinal)];
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            return [];
        }
    }

    /// <summary>The file with other names. Its metadata goes, since its checksums are of the names too.</summary>
    public static byte[] Renamed(byte[] file, IReadOnlyDictionary<string, string> names)
    {
        using var header = Header(file)!;
        using var renamed = new MemoryStream();
        renamed.Write(new byte[PrefixLength]);
        using (var json = new Utf8JsonWriter(renamed))
        {
            json.WriteStartObject();
            foreach (var member in header.RootElement.EnumerateObject().Where(member => member.Name != Metadata))
            {
                json.WritePropertyName(names[member.Name]);
                member.Value.WriteTo(json);
            }

            json.WriteEndObject();
        }

        var length = renamed.Length - PrefixLength;
        renamed.Write(file.AsSpan(PrefixLength + (int)BinaryPrimitives.ReadUInt64LittleEndian(file)));
        var bytes = renamed.ToArray();
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)length);
        return bytes;
    }

    private static JsonDocument? Header(byte[] file)
    {
        var length = file.Length >= PrefixLength ? BinaryPrimitives.ReadUInt64LittleEndian(file) : ulong.MaxValue;
        return length <= (ulong)Math.Max(file.Length - PrefixLength, 0)
            && JsonDocument.Parse(file.AsMemory(PrefixLength, (int)length)) is { RootElement.ValueKind: JsonValueKind.Object } header ? header : null;
    }
}
