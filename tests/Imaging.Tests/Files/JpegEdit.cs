using System.Buffers.Binary;

namespace MobileNetGen.Imaging.Tests.Files;

/// <summary>Changes a JPEG file segment by segment.</summary>
internal static class JpegEdit
{
    private const int AfterJfif = 20;

    /// <summary>A segment with its marker and length.</summary>
    public static byte[] Segment(byte marker, params ReadOnlySpan<byte> content)
    {
        var segment = new byte[4 + content.Length];
        (segment[0], segment[1]) = (0xFF, marker);
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(2), (ushort)(2 + content.Length));
        content.CopyTo(segment.AsSpan(4));
        return segment;
    }

    /// <summary>The file with segments after that of JFIF, with which it must begin.</summary>
    public static byte[] With(byte[] file, params byte[][] segments) =>
        [.. file.AsSpan(0, AfterJfif), .. segments.SelectMany(segment => segment), .. file.AsSpan(AfterJfif)];

    /// <summary>The file without its JFIF segment.</summary>
    public static byte[] WithoutJfif(byte[] file) => [.. file.AsSpan(0, 2), .. file.AsSpan(AfterJfif)];

    /// <summary>Where the content of the first segment with the marker begins.</summary>
    public static int Find(ReadOnlySpan<byte> file, byte marker)
    {
        for (var place = 2; ; place += 2 + BinaryPrimitives.ReadUInt16BigEndian(file[(place + 2)..]))
        {
            if (file[place + 1] == marker)
            {
                return place + 4;
            }
        }
    }
}
