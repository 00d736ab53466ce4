using System.Buffers.Binary;

namespace MobileNetGen.Imaging.Png;

/// <summary>What a sample of a PNG is (PNG specification, table 12).</summary>
internal enum PngColour : byte
{
    Gray = 0,
    Rgb = 2,
    Palette = 3,
    GrayAlpha = 4,
    RgbAlpha = 6,
}

/// <summary>The chunk IHDR.</summary>
internal readonly record struct PngHeader(int Width, int Height, int Depth, PngColour Colour, bool IsInterlaced)
{
    private const int Length = 13;

    public int Channels => Colour switch
    {
        PngColour.Rgb => 3,
        PngColour.GrayAlpha => 2,
        PngColour.RgbAlpha => 4,
        _ => 1,
    };

    /// <summary>Bytes from a byte to that of the pixel on its left, which filters refer to.</summary>
    public int PixelBytes => Math.Max(1, Channels * Depth / 8);

    public int RowBytes(int width) => (int)((((long)width * Channels * Depth) + 7) / 8);

    /// <exception cref="InvalidImageException">The header is damaged, or the image is too large.</exception>
    public static PngHeader Read(ReadOnlySpan<byte> chunk, ImageLimits limits)
    {
        if (chunk.Length != Length)
        {
            throw new InvalidImageException($"a damaged PNG: its header has {chunk.Length} bytes; {Length} are expected");
        }

        limits.Check(BinaryPrimitives.ReadUInt32BigEndian(chunk), BinaryPrimitives.ReadUInt32BigEndian(chunk[4..]));
        var header = new PngHeader(
            BinaryPrimitives.ReadInt32BigEndian(chunk), BinaryPrimitives.ReadInt32BigEndian(chunk[4..]), chunk[8], (PngColour)chunk[9], chunk[12] == 1);
        var isKnown = header.Colour switch
        {
            PngColour.Gray => header.Depth is 1 or 2 or 4 or 8 or 16,
            PngColour.Palette => header.Depth is 1 or 2 or 4 or 8,
            PngColour.Rgb or PngColour.GrayAlpha or PngColour.RgbAlpha => header.Depth is 8 or 16,
            _ => false,
        };
        return isKnown && (chunk[10], chunk[11]) == (0, 0) && chunk[12] <= 1
            ? header
            : throw new InvalidImageException(
                $"a damaged PNG: colour type {chunk[9]} with {chunk[8]} bits, compression {chunk[10]}, filter {chunk[11]} and interlace {chunk[12]} "
                + "are no combination of the standard");
    }
}
