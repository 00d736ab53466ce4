using MobileNetGen.Imaging.Tests.Files;
using Xunit;

namespace MobileNetGen.Imaging.Tests;

/// <summary>The first image of a GIF, on its screen.</summary>
public sealed class GifTests
{
    /// <summary>Four colours of two bits, and codes of three: clear, then pixels one by one with a clear after every second.</summary>
    private static readonly byte[] s_palette = [10, 11, 12, 20, 21, 22, 30, 31, 32, 40, 41, 42];

    [Fact]
    public void What_an_image_leaves_open_of_the_screen_is_transparent()
    {
        var image = ImageFile.Decode(Gif(3, 2, left: 1, top: 0, width: 2, height: 1, [2, 3]));
        Assert.Equal((3, 2), (image.Width, image.Height));
        Assert.Equal([0, 255, 255, 0, 0, 0], image.Alpha.ToArray());
        Assert.Equal([10, 11, 12, 30, 31, 32, 40, 41, 42, 10, 11, 12, 10, 11, 12, 10, 11, 12], image.Pixels.ToArray());
    }

    [Fact]
    public void A_screen_grows_with_an_image_that_is_larger() => Assert.Equal(2, ImageFile.Decode(Gif(1, 1, 0, 0, 2, 1, [1, 2])).Width);

    [Fact]
    public void Pixels_that_are_missing_are_noticed() => Said(Gif(2, 2, 0, 0, 2, 2, [1, 2, 3]));

    [Fact]
    public void Codes_that_were_never_made_are_noticed() => Said(Gif(2, 1, 0, 0, 2, 1, [1, 7]));

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    public void Pixels_have_one_to_eight_bits(byte bits)
    {
        var file = Gif(2, 1, 0, 0, 2, 1, [1, 2]);
        file[13 + 12 + 10] = bits;
        Assert.Contains($"pixels of {bits} bits", Said(file), StringComparison.Ordinal);
    }

    [Fact]
    public void A_block_that_is_not_defined_is_named()
    {
        var file = Gif(2, 1, 0, 0, 2, 1, [1, 2]);
        file[^1] = 0x42;
        Assert.Contains("begins with 42", Said(file), StringComparison.Ordinal);
    }

    private static byte[] Gif(byte screenWidth, byte screenHeight, byte left, byte top, byte width, byte height, int[] pixels)
    {
        const int clear = 4, end = 5;
        int[] codes = [.. pixels.SelectMany(pixel => new[] { clear, pixel }), end];
        var packed = new byte[((codes.Length * 3) + 7) / 8];
        for (var bit = 0; bit < codes.Length * 3; bit++)
        {
            packed[bit / 8] |= (byte)(((codes[bit / 3] >> (bit % 3)) & 1) << (bit % 8));
        }

        return
        [
            .. "GIF89a"u8, screenWidth, 0, screenHeight, 0, 0x81, 0, 0, .. s_palette,
            0x2C, left, 0, top, 0, width, 0, height, 0, 0, 2, (byte)packed.Length, .. packed, 0, 0x3B,
        ];
    }

    private static string Said(byte[] file) => Assert.Throws<InvalidImageException>(() => ImageFile.Decode(file)).Message;
}
