using MobileNetGen.Imaging.Tests.Files;
using Xunit;

namespace MobileNetGen.Imaging.Tests;

/// <summary>Every colour type and depth, and every way in which a PNG can be damaged.</summary>
public sealed class PngTests
{
    public static TheoryData<int, int, bool> Kinds => new(
        from kind in new[] { (1, 0), (2, 0), (4, 0), (8, 0), (16, 0), (8, 2), (16, 2), (8, 4), (16, 4), (8, 6), (16, 6) }
        from interlaced in new[] { false, true }
        select (kind.Item1, kind.Item2, interlaced));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Samples_become_pixels_and_opacities(int depth, int colour, bool interlaced)
    {
        foreach (var (width, height) in new[] { (1, 1), (2, 3), (5, 5), (9, 17), (21, 11) })
        {
            var file = PngFile.Of(width, height, depth, colour, seed: width, interlaced);
            var image = ImageFile.Decode(file.Bytes);
            var channels = file.Samples.Length / (width * height);
            for (var pixel = 0; pixel < width * height; pixel++)
            {
                for (var channel = 0; channel < 3; channel++)
                {
                    Assert.Equal(Byte(file.Samples[(pixel * channels) + (channels < 3 ? 0 : channel)], depth), image.Pixels[(3 * pixel) + channel]);
                }

                Assert.Equal(channels is 2 or 4 ? Byte(file.Samples[((pixel + 1) * channels) - 1], depth) : -1, image.Alpha.IsEmpty ? -1 : image.Alpha[pixel]);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void Indices_become_colours_of_the_palette(int depth)
    {
        var file = PngFile.Of(19, 7, depth, 3, seed: depth);
        byte[] palette = [.. Enumerable.Range(0, 3 << depth).Select(index => (byte)(index * 7))];
        var image = ImageFile.Decode(PngFile.Write(("IHDR", file.Header), ("PLTE", palette), ("tRNS", [0, 77]), ("IDAT", file.Data), ("IEND", [])));
        for (var pixel = 0; pixel < file.Samples.Length; pixel++)
        {
            Assert.True(palette.AsSpan(3 * file.Samples[pixel], 3).SequenceEqual(image.Pixels.Slice(3 * pixel, 3)));
            Assert.Equal(file.Samples[pixel] switch { 0 => 0, 1 => 77, _ => 255 }, image.Alpha[pixel]);
        }
    }

    [Fact]
    public void One_colour_can_be_transparent()
    {
        var file = PngFile.Of(16, 16, 4, 0, seed: 3);
        var image = ImageFile.Decode(file.With("tRNS", [0, 9]));
        Assert.Equal(Array.ConvertAll(file.Samples, sample => sample == 9 ? (byte)0 : (byte)255), image.Alpha.ToArray());
    }

    [Fact]
    public void Data_may_come_in_several_chunks_also_in_empty_ones()
    {
        var file = PngFile.Of(12, 9, 8, 2, seed: 5);
        var pieces = PngFile.Write(("IHDR", file.Header), ("IDAT", []), ("IDAT", file.Data[..7]), ("IDAT", []), ("IDAT", file.Data[7..]), ("IEND", []));
        Assert.True(ImageFile.Decode(file.Bytes).Pixels.SequenceEqual(ImageFile.Decode(pieces).Pixels));
    }

    [Fact]
    public void A_changed_byte_anywhere_is_noticed()
    {
        var file = PngFile.Of(4, 3, 8, 2, seed: 8).Bytes;
        for (var place = 0; place < file.Length; place++)
        {
            var changed = file.ToArray();
            changed[place] ^= 0x10;
            Assert.Throws<InvalidImageException>(() => ImageFile.Decode(changed));
        }
    }

    [Fact]
    public void Compressed_data_that_differ_from_their_own_checksum_are_refused()
    {
        var file = PngFile.Of(4, 3, 8, 2, seed: 8);
        file.Data[^1] ^= 1;
        Assert.Contains("checksum", Said(file.Bytes), StringComparison.Ordinal);
    }

    [Fact]
    public void Data_that_end_early_or_late_are_refused()
    {
        var file = PngFile.Of(4, 3, 8, 2, seed: 8);
        Assert.Contains("fewer", Said(Resized(file, 0, 4, 4)), StringComparison.Ordinal);
        Assert.Contains("more", Said(Resized(file, 0, 4, 2)), StringComparison.Ordinal);
        for (var length = 0; length < file.Data.Length; length++)
        {
            Said(PngFile.Write(("IHDR", file.Header), ("IDAT", file.Data[..length]), ("IEND", [])));
        }
    }

    [Fact]
    public void A_chunk_that_cannot_be_left_out_is_named() =>
        Assert.Contains("ABCD", Said(PngFile.Of(4, 3, 8, 2, 8).With("ABCD", [1])), StringComparison.Ordinal);

    [Fact]
    public void A_palette_that_is_missing_too_long_or_too_short_is_refused()
    {
        var file = PngFile.Of(19, 7, 2, 3, seed: 1);
        Assert.Contains("no palette", Said(file.Bytes), StringComparison.Ordinal);
        Assert.Contains("palette has 4 bytes", Said(file.With("PLTE", new byte[4])), StringComparison.Ordinal);
        Assert.Contains("of a palette of 3", Said(file.With("PLTE", new byte[9])), StringComparison.Ordinal);
    }

    [Fact]
    public void Data_that_other_chunks_interrupt_are_refused()
    {
        var file = PngFile.Of(4, 3, 8, 2, seed: 8);
        var interrupted = PngFile.Write(("IHDR", file.Header), ("IDAT", file.Data[..3]), ("tIME", new byte[7]), ("IDAT", file.Data[3..]), ("IEND", []));
        Assert.Contains("interrupt", Said(interrupted), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(8, 3)]
    [InlineData(9, 5)]
    [InlineData(10, 1)]
    [InlineData(11, 1)]
    [InlineData(12, 2)]
    public void A_header_that_the_standard_does_not_know_is_refused(int place, byte value)
    {
        var file = PngFile.Of(4, 3, 8, 2, seed: 8);
        file.Header[place] = value;
        Assert.Contains("no combination", Said(file.Bytes), StringComparison.Ordinal);
    }

    private static byte[] Resized(PngFile file, byte high, byte width, byte height)
    {
        var header = file.Header.ToArray();
        (header[0], header[3], header[7]) = (high, width, height);
        return PngFile.Write(("IHDR", header), ("IDAT", file.Data), ("IEND", []));
    }

    private static string Said(byte[] file) => Assert.Throws<InvalidImageException>(() => ImageFile.Decode(file)).Message;

    private static int Byte(int sample, int depth) => depth == 16 ? sample >> 8 : sample * 255 / ((1 << depth) - 1);
}
