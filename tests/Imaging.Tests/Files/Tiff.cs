using System.Buffers.Binary;

namespace MobileNetGen.Imaging.Tests.Files;

/// <summary>EXIF data: a TIFF header and directories.</summary>
internal static class Tiff
{
    public const ushort Short = 3;
    public const ushort Long = 4;

    private const ushort Orientation = 0x0112;
    private const ushort Software = 0x0131;

    /// <summary>A first directory with the software's name and the orientation, and a second one, the thumbnail's, with another.</summary>
    public static byte[] Data(int orientation, bool little = true, ushort type = Short, int? thumbnail = null)
    {
        var data = new byte[64];
        (little ? "II"u8 : "MM"u8).CopyTo(data);
        UInt16(data, 2, 42, little);
        UInt32(data, 4, 8, little);
        UInt16(data, 8, 2, little);
        Entry(data.AsSpan(10), Software, 2, 4, 0x41424300, little);
        Entry(data.AsSpan(22), Orientation, type, 1, orientation, little);
        UInt32(data, 34, thumbnail is null ? 0u : 38, little);
        if (thumbnail is { } second)
        {
            UInt16(data, 38, 1, little);
            Entry(data.AsSpan(40), Orientation, Short, 1, second, little);
        }

        return data;
    }

    /// <summary>As a segment of a JPEG.</summary>
    public static byte[] App1(byte[] data) => JpegEdit.Segment(0xE1, [.. "Exif\0\0"u8, .. data]);

    private static void Entry(Span<byte> entry, ushort tag, ushort type, uint count, int value, bool little)
    {
        UInt16(entry, 0, tag, little);
        UInt16(entry, 2, type, little);
        UInt32(entry, 4, count, little);
        if (type == Short)
        {
            UInt16(entry, 8, (ushort)value, little);
        }
        else
        {
            UInt32(entry, 8, (uint)value, little);
        }
    }

    private static void UInt16(Span<byte> data, int offset, ushort value, bool little)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(data[offset..], little ? value : BinaryPrimitives.ReverseEndianness(value));
    }

    private static void UInt32(Span<byte> data, int offset, uint value, bool little)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(data[offset..], little ? value : BinaryPrimitives.ReverseEndianness(value));
    }
}
