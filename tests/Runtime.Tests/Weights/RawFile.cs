using System.Buffers.Binary;
using System.Text;

namespace MobileNetGen.Runtime.Tests.Weights;

/// <summary>safetensors files byte by byte, broken ones too.</summary>
internal static class RawFile
{
    public static byte[] Of(string header, ReadOnlySpan<byte> data) => Of(Encoding.UTF8.GetBytes(header), data);

    public static byte[] Of(ReadOnlySpan<byte> header, ReadOnlySpan<byte> data) => [.. Prefix((ulong)header.Length), .. header, .. data];

    /// <summary>An entry of the header.</summary>
    public static string Entry(string name, string type, string shape, long begin, long end) =>
        $$"""
        "{{name}}":{"dtype":"{{type}}","shape":{{shape}},"data_offsets":[{{begin}},{{end}}]}
        """;

    public static byte[] Prefix(ulong length)
    {
        var prefix = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, length);
        return prefix;
    }

    public static byte[] Floats(params ReadOnlySpan<float> values)
    {
        var bytes = new byte[sizeof(float) * values.Length];
        for (var index = 0; index < values.Length; index++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(sizeof(float) * index), values[index]);
        }

        return bytes;
    }
}
