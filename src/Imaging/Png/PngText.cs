using System.IO.Compression;
using System.Text;
using MobileNetGen.Imaging.Orienting;

namespace MobileNetGen.Imaging.Png;

/// <summary>Orientations in chunks of text: an XMP packet, or EXIF data in hexadecimal digits as ImageMagick wrote them before there was eXIf.</summary>
internal static class PngText
{
    /// <summary>EXIF data fit into a segment of a JPEG, and have two digits a byte.</summary>
    private const int MaxText = 1 << 18;

    private static readonly byte[] s_exifName = "Raw profile type exif"u8.ToArray();
    private static readonly byte[] s_app1Name = "Raw profile type APP1"u8.ToArray();

    public static bool IsText(ReadOnlySpan<byte> chunk) => chunk.SequenceEqual("tEXt"u8) || chunk.SequenceEqual("zTXt"u8) || chunk.SequenceEqual("iTXt"u8);

    /// <returns>Null if the chunk does not say.</returns>
    public static Orientation? Orientation(ReadOnlySpan<byte> chunk, ReadOnlySpan<byte> data)
    {
        var end = data.IndexOf((byte)0);
        var key = data[..Math.Max(end, 0)];
        if (key.SequenceEqual("XML:com.adobe.xmp"u8))
        {
            return Xmp.Read(data);
        }

        if (!key.SequenceEqual(s_exifName) && !key.SequenceEqual(s_app1Name))
        {
            return null;
        }

        var text = data[(end + 1)..];
        var profile = Bytes(chunk.SequenceEqual("zTXt"u8) ? Inflated(text) : text);
        return Exif.Read(profile.StartsWith("Exif\0\0"u8) ? profile[6..] : profile);
    }

    /// <summary>What a byte for the method and Deflate's data stand for, or the beginning of it; nothing, if they are damaged.</summary>
    private static byte[] Inflated(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || text[0] != 0)
        {
            return [];
        }

        using var inflated = new ZLibStream(new MemoryStream(text[1..].ToArray()), CompressionMode.Decompress);
        var room = new byte[MaxText];
        try
        {
            return room[..inflated.ReadAtLeast(room, room.Length, throwOnEndOfStream: false)];
        }
        catch (Exception damaged) when (damaged is InvalidDataException or IOException)
        {
            return [];
        }
    }

    /// <summary>The bytes of a profile: an empty line, its name, its length, and digits in lines.</summary>
    private static ReadOnlySpan<byte> Bytes(ReadOnlySpan<byte> text)
    {
        var lines = Encoding.Latin1.GetString(text[..Math.Min(text.Length, MaxText)]).Split('\n');
        var digits = string.Concat(lines.Skip(3)).Trim();
        return digits.Length % 2 == 0 && digits.All(char.IsAsciiHexDigit) ? Convert.FromHexString(digits) : [];
    }
}
