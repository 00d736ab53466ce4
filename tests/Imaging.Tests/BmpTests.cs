using System.Buffers.Binary;
using MobileNetGen.Imaging.Tests.Files;
using Xunit;

namespace MobileNetGen.Imaging.Tests;

/// <summary>Bitmaps as their headers say.</summary>
public sealed class BmpTests
{
    private static readonly byte[] s_rows = [1, 2, 3, 4, 5, 6, 0, 0, 7, 8, 9, 10, 11, 12, 0, 0];

    [Fact]
    public void Rows_come_from_below_or_from_above()
    {
        Assert.Equal([9, 8, 7, 12, 11, 10, 3, 2, 1, 6, 5, 4], ImageFile.Decode(Bitmap(2, 2, 24, s_rows)).Pixels.ToArray());
        Assert.Equal([3, 2, 1, 6, 5, 4, 9, 8, 7, 12, 11, 10], ImageFile.Decode(Bitmap(2, -2, 24, s_rows)).Pixels.ToArray());
    }

    [Fact]
    public void Pixels_begin_where_the_header_says() =>
        Assert.Equal([9, 8, 7, 12, 11, 10, 3, 2, 1, 6, 5, 4], ImageFile.Decode(Bitmap(2, 2, 24, s_rows, between: new byte[13])).Pixels.ToArray());

    [Fact]
    public void A_palette_may_have_fewer_colours_than_there_are_indices()
    {
        byte[] palette = [10, 20, 30, 0, 40, 50, 60, 0, 70, 80, 90, 0];
        var image = ImageFile.Decode(Bitmap(3, 1, 8, [1, 2, 0, 0], between: [.. palette, 1, 2], colours: 3));
        Assert.Equal([60, 50, 40, 90, 80, 70, 30, 20, 10], image.Pixels.ToArray());
        Assert.Contains("colour 3 of a palette of 3", Said(Bitmap(3, 1, 8, [1, 3, 0, 0], between: palette, colours: 3)), StringComparison.Ordinal);
        Assert.Contains("colour 2 of a palette of 2", Said(Bitmap(3, 1, 8, [1, 2, 0, 0], between: palette[..8])), StringComparison.Ordinal);
    }

    [Fact]
    public void Masks_say_where_channels_are()
    {
        byte[] masks = [0x00, 0xF8, 0, 0, 0xE0, 0x07, 0, 0, 0x1F, 0x00, 0, 0];
        Assert.Equal([255, 0, 0, 0, 129, 255], ImageFile.Decode(Bitmap(2, 1, 16, [0x00, 0xF8, 0x1F, 0x04], between: masks, compression: 3)).Pixels.ToArray());
        Assert.Equal([0, 0, 255, 255, 0, 0], ImageFile.Decode(Bitmap(2, 1, 16, [0x1F, 0x00, 0x00, 0x7C])).Pixels.ToArray());
        byte[] gaps = [0x00, 0xF8, 0, 0, 0xE0, 0x05, 0, 0, 0x1F, 0x00, 0, 0];
        Assert.Contains("not next to each other", Said(Bitmap(2, 1, 16, [0, 0, 0, 0], between: gaps, compression: 3)), StringComparison.Ordinal);
    }

    [Fact]
    public void An_opacity_counts_unless_it_is_0_everywhere()
    {
        byte[] masks = [0, 0, 0xFF, 0, 0, 0xFF, 0, 0, 0xFF, 0, 0, 0, 0, 0, 0, 0xFF];
        Assert.Equal([0, 9], ImageFile.Decode(Bitmap(2, 1, 32, [1, 2, 3, 0, 4, 5, 6, 9], between: masks, compression: 6)).Alpha.ToArray());
        Assert.True(ImageFile.Decode(Bitmap(2, 1, 32, [1, 2, 3, 0, 4, 5, 6, 0], between: masks, compression: 6)).Alpha.IsEmpty);
        Assert.True(ImageFile.Decode(Bitmap(2, 1, 32, [1, 2, 3, 0, 4, 5, 6, 9])).Alpha.IsEmpty);
    }

    [Theory]
    [InlineData(1, "RLE8")]
    [InlineData(2, "RLE4")]
    [InlineData(4, "JPEG")]
    [InlineData(5, "PNG")]
    public void Compressed_pixels_are_named(int compression, string name) =>
        Assert.Contains(name, Said(Bitmap(2, 2, 8, s_rows, compression: compression)), StringComparison.Ordinal);

    [Fact]
    public void Headers_that_contradict_themselves_are_refused()
    {
        Assert.Contains("7 bits a pixel", Said(Bitmap(2, 2, 7, s_rows)), StringComparison.Ordinal);
        Assert.Contains("a bitmap's header of 41 bytes", Said(Changed(14, 41)), StringComparison.Ordinal);
        Assert.Contains("pixels begin at byte 53", Said(Changed(10, 53)), StringComparison.Ordinal);
        Assert.Contains("a cut BMP", Said(Changed(22, 3)), StringComparison.Ordinal);
        Assert.Contains("2 × 2147483648 pixels", Said(Changed(22, int.MinValue)), StringComparison.Ordinal);
        Assert.Contains("-2 × 2 pixels", Said(Changed(18, -2)), StringComparison.Ordinal);
    }

    private static byte[] Changed(int place, int value)
    {
        var file = Bitmap(2, 2, 24, s_rows);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(place), value);
        return file;
    }

    private static byte[] Bitmap(int width, int height, int bits, byte[] rows, byte[]? between = null, int colours = 0, int compression = 0)
    {
        var header = new byte[54];
        "BM"u8.CopyTo(header);
        var pixels = 54 + (between?.Length ?? 0);
        foreach (var (place, value) in new[] { (10, pixels), (14, 40), (18, width), (22, height), (26, 1 | (bits << 16)), (30, compression), (46, colours) })
        {
            BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(place), value);
        }

        return [.. header, .. between ?? [], .. rows];
    }

    private static string Said(byte[] file) => Assert.Throws<InvalidImageException>(() => ImageFile.Decode(file)).Message;
}
