using System.Buffers.Binary;
using StbImageWriteSharp;

namespace MobileNetGen.Tool.Tests.Batch;

/// <summary>Images that are made, each another.</summary>
internal static class Photos
{
    private const int BmpHeader = 54;

    /// <summary>A bitmap of 12 × 12 pixels; numbers that are 256 apart have the same pixels.</summary>
    public static byte[] Small(int number)
    {
        const int side = 12;
        var file = new byte[BmpHeader + (side * side * 3)];
        (file[0], file[1]) = ((byte)'B', (byte)'M');
        foreach (var (place, value) in new[] { (2, file.Length), (10, BmpHeader), (14, 40), (18, side), (22, side), (26, 1 | (24 << 16)) })
        {
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(place), value);
        }

        for (var index = BmpHeader; index < file.Length; index++)
        {
            file[index] = (byte)(((index * index) + (index * number)) >> 2);
        }

        return file;
    }

    /// <summary>A JPEG whose decoding takes some milliseconds.</summary>
    public static byte[] Large(int number)
    {
        const int width = 800, height = 600;
        var pixels = new byte[width * height * 3];
        new Random(number).NextBytes(pixels);
        using var stream = new MemoryStream();
        new ImageWriter().WriteJpg(pixels, width, height, ColorComponents.RedGreenBlue, stream, 80);
        return stream.ToArray();
    }

    /// <summary>A folder with small images, and a damaged one where it is asked for.</summary>
    public static string Folder(TemporaryFolder folder, string name, int count, params int[] damaged)
    {
        for (var index = 0; index < count; index++)
        {
            folder.File($"{name}/{index:D4}.bmp", damaged.Contains(index) ? [1, 2, 3] : Small(index));
        }

        return folder.Path(name);
    }
}
