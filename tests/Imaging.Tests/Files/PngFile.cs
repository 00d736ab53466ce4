using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using MobileNetGen.Imaging.Png;

namespace MobileNetGen.Imaging.Tests.Files;

/// <summary>A PNG with samples of pseudo-random bits, whose rows go through all filters.</summary>
internal sealed class PngFile
{
    private static readonly byte[] s_signature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    private PngFile(int[] samples, byte[] header, byte[] data) => (Samples, Header, Data) = (samples, header, data);

    /// <summary>In the order of pixels and channels.</summary>
    public int[] Samples { get; }

    public byte[] Header { get; }

    /// <summary>Compressed.</summary>
    public byte[] Data { get; }

    public byte[] Bytes => Write(("IHDR", Header), ("IDAT", Data), ("IEND", []));

    public static PngFile Of(int width, int height, int depth, int colour, int seed, bool interlaced = false)
    {
        var channels = colour switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };
        var random = new Random(seed);
        int[] samples = [.. Enumerable.Range(0, width * height * channels).Select(_ => random.Next(1 << depth))];
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9], header[12]) = ((byte)depth, (byte)colour, interlaced ? (byte)1 : (byte)0);
        var rows = new MemoryStream();
        foreach (var (left, top, across, down) in interlaced ? Passes() : [(0, 0, 1, 1)])
        {
            var above = Array.Empty<byte>();
            for (var row = top; row < height && left < width; row += down)
            {
                int[] line = [.. from column in Enumerable.Range(0, width) where column >= left && (column - left) % across == 0
                                 from channel in Enumerable.Range(0, channels) select samples[(((row * width) + column) * channels) + channel]];
                var packed = Packed(line, depth);
                above = above.Length == 0 ? new byte[packed.Length] : above;
                rows.Write(Filtered(packed, above, Math.Max(1, channels * depth / 8), ((row / down) + depth) % 5));
                above = packed;
            }
        }

        return new PngFile(samples, header, Deflated(rows.ToArray()));
    }

    /// <summary>The file with one more chunk before its data.</summary>
    public byte[] With(string name, byte[] content) => Write(("IHDR", Header), (name, content), ("IDAT", Data), ("IEND", []));

    public static byte[] Write(params (string Name, byte[] Content)[] chunks)
    {
        var file = new MemoryStream();
        file.Write(s_signature);
        foreach (var (name, content) in chunks)
        {
            file.Write(Chunk(name, content));
        }

        return file.ToArray();
    }

    public static byte[] Chunk(string name, byte[] content)
    {
        byte[] checkedPart = [.. Encoding.ASCII.GetBytes(name), .. content];
        var number = new byte[8];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        BinaryPrimitives.WriteUInt32BigEndian(number.AsSpan(4), Crc32.Of(checkedPart));
        return [.. number.AsSpan(0, 4), .. checkedPart, .. number.AsSpan(4)];
    }

    public static byte[] Deflated(byte[] bytes)
    {
        var deflated = new MemoryStream();
        using (var stream = new ZLibStream(deflated, CompressionLevel.Fastest))
        {
            stream.Write(bytes);
        }

        return deflated.ToArray();
    }

    private static (int, int, int, int)[] Passes() => [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    private static byte[] Packed(int[] line, int depth)
    {
        if (depth == 16)
        {
            return [.. line.SelectMany(sample => new[] { (byte)(sample >> 8), (byte)sample })];
        }

        var bytes = new byte[((line.Length * depth) + 7) / 8];
        for (var index = 0; index < line.Length; index++)
        {
            bytes[index * depth / 8] |= (byte)(line[index] << (8 - depth - (index * depth % 8)));
        }

        return bytes;
    }

    private static byte[] Filtered(byte[] row, byte[] above, int pixelBytes, int filter)
    {
        var filtered = new byte[1 + row.Length];
        filtered[0] = (byte)filter;
        for (var index = 0; index < row.Length; index++)
        {
            int left = index < pixelBytes ? 0 : row[index - pixelBytes], up = above[index], corner = index < pixelBytes ? 0 : above[index - pixelBytes];
            var prediction = filter switch { 1 => left, 2 => up, 3 => (left + up) / 2, 4 => Paeth(left, up, corner), _ => 0 };
            filtered[index + 1] = (byte)(row[index] - prediction);
        }

        return filtered;
    }

    private static int Paeth(int left, int up, int corner) => new[] { left, up, corner }.MinBy(candidate => Math.Abs(left + up - corner - candidate));
}
