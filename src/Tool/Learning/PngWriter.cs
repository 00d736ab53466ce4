using System.Buffers.Binary;
using System.IO.Compression;
using MobileNetGen.Imaging.Png;

namespace MobileNetGen.Tool.Learning;

/// <summary>
/// Writes small pictures for pages: PNG (ISO/IEC 15948) without filters. The library that tests write pictures with states no licence, and so is shipped
/// with nothing.
/// </summary>
internal static class PngWriter
{
    public static byte[] Write(Picture picture)
    {
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, picture.Width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], picture.Height);

        // Eight bits of red, green and blue; the only compression and filters that there are; not interlaced.
        (header[8], header[9]) = (8, 2);
        Chunk(file, "IHDR"u8, header);
        Chunk(file, "IDAT"u8, Packed(picture));
        Chunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static byte[] Packed(Picture picture)
    {
        using var packed = new MemoryStream();
        using (var stream = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (var row = 0; row < picture.Height; row++)
            {
                stream.WriteByte(0);
                stream.Write(picture.Pixels, 3 * row * picture.Width, 3 * picture.Width);
            }
        }

        return packed.ToArray();
    }

    private static void Chunk(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(type);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.Of([.. type, .. data]));
        file.Write(number);
    }
}
