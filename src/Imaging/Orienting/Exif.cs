using System.Buffers.Binary;

namespace MobileNetGen.Imaging.Orienting;

/// <summary>Finds the orientation in EXIF data, which are a TIFF file: only the first directory counts, the thumbnail has one of its own.</summary>
internal static class Exif
{
    private const int HeaderLength = 8;
    private const int EntryLength = 12;
    private const int OrientationTag = 0x0112;

    /// <param name="tiff">The data from their byte order mark on.</param>
    /// <returns>Null if the data do not say, or cannot be read: an image with damaged EXIF data is shown as it is stored.</returns>
    public static Orientation? Read(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < HeaderLength || !(tiff.StartsWith("II*\0"u8) || tiff.StartsWith("MM\0*"u8)))
        {
            return null;
        }

        var little = tiff[0] == 'I';
        var directory = UInt32(tiff[4..], little);
        if (directory > tiff.Length - 2)
        {
            return null;
        }

        var entries = tiff[(int)directory..];
        var count = Math.Min(UInt16(entries, little), (entries.Length - 2) / EntryLength);
        for (var index = 0; index < count; index++)
        {
            var entry = entries.Slice(2 + (index * EntryLength), EntryLength);
            if (UInt16(entry, little) == OrientationTag)
            {
                return Value(entry, little);
            }
        }

        return null;
    }

    /// <summary>A single number of one, two or four bytes; any other than those of TIFF means nothing.</summary>
    private static Orientation? Value(ReadOnlySpan<byte> entry, bool little)
    {
        var value = (UInt16(entry[2..], little), UInt32(entry[4..], little)) switch
        {
            (1, 1) => entry[8],
            (3, 1) => UInt16(entry[8..], little),
            (4, 1) => UInt32(entry[8..], little),
            _ => 0u,
        };
        return value is >= 1 and <= 8 ? (Orientation)value : Orientation.Upright;
    }

    private static ushort UInt16(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint UInt32(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
