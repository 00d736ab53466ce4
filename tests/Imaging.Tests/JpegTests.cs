using MobileNetGen.Imaging.Tests.Files;
using Xunit;

namespace MobileNetGen.Imaging.Tests;

/// <summary>What a JPEG may have and may not.</summary>
public sealed class JpegTests
{
    private const byte BaselineFrame = 0xC0;
    private const byte StartOfScan = 0xDA;

    [Theory]
    [InlineData(0xC3, "a lossless JPEG")]
    [InlineData(0xC5, "a hierarchical JPEG")]
    [InlineData(0xC9, "arithmetic coding")]
    [InlineData(0xCE, "a hierarchical JPEG with arithmetic coding")]
    public void Processes_that_are_not_decoded_are_named(byte frame, string name)
    {
        var file = CorpusFile.Read("444.jpg");
        file[JpegEdit.Find(file, BaselineFrame) - 3] = frame;
        Assert.Contains(name, Said(file), StringComparison.Ordinal);
    }

    [Fact]
    public void Twelve_bits_two_components_and_no_height_are_refused()
    {
        Assert.Contains("12 bits a sample; 8 are accepted", Said(Changed("444.jpg", 0, 12)), StringComparison.Ordinal);
        Assert.Contains("no height", Said(Changed("444.jpg", 2, 0)), StringComparison.Ordinal);
        var file = CorpusFile.Read("gray.jpg");
        var frame = JpegEdit.Find(file, BaselineFrame);
        var components = JpegEdit.Segment(BaselineFrame, [8, 0, 26, 0, 33, 2, 1, 0x11, 0, 2, 0x11, 0]);
        byte[] two = [.. file.AsSpan(0, frame - 4), .. components, .. file.AsSpan(frame + 9)];
        Assert.Contains("2 components; 1 (gray), 3 (colour) and 4 (CMYK)", Said(two), StringComparison.Ordinal);
    }

    [Fact]
    public void Colours_without_jfif_follow_adobe_and_then_the_components_names()
    {
        var file = JpegEdit.WithoutJfif(CorpusFile.Read("444.jpg"));
        var frame = JpegEdit.Find(file, BaselineFrame);
        var usual = CorpusFile.ChecksumOf(ImageFile.Decode(file));
        var plain = ImageFile.Decode([.. file.AsSpan(0, 2), .. JpegEdit.Segment(0xEE, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, 0]), .. file.AsSpan(2)]);
        var (named, scan) = (file.ToArray(), JpegEdit.Find(file, StartOfScan));
        for (var index = 0; index < 3; index++)
        {
            named[frame + 6 + (3 * index)] = "RGB"u8[index];
            named[scan + 1 + (2 * index)] = "RGB"u8[index];
        }

        Assert.Equal(CorpusFile.All.Single(known => known.Name == "444.jpg").Checksum, usual);
        Assert.NotEqual(usual, CorpusFile.ChecksumOf(plain));
        Assert.Equal(CorpusFile.ChecksumOf(plain), CorpusFile.ChecksumOf(ImageFile.Decode(named)));
    }

    [Fact]
    public void Fill_bytes_and_left_over_bytes_before_markers_are_skipped()
    {
        var file = CorpusFile.Read("422-even.jpg");
        byte[] filled = [.. file.AsSpan(0, 2), 0xFF, 0xFF, .. file.AsSpan(2, file.Length - 4), 0, 1, 0xFF, 0xFF, 0xFF, .. file.AsSpan(file.Length - 2)];
        Assert.Equal(CorpusFile.ChecksumOf(ImageFile.Decode(file)), CorpusFile.ChecksumOf(ImageFile.Decode(filled)));
    }

    [Fact]
    public void Restart_markers_must_come_in_turn()
    {
        var file = CorpusFile.Read("restart-each-mcu.jpg");
        var second = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xD1]);
        file[second + 1] = 0xD3;
        Assert.Contains("restart interval 2", Said(file), StringComparison.Ordinal);
    }

    [Fact]
    public void An_end_marker_in_the_middle_of_a_scan_is_noticed()
    {
        var file = CorpusFile.Read("420-even.jpg");
        byte[] half = [.. file.AsSpan(0, file.Length - 200), 0xFF, 0xD9];
        Assert.Contains("a scan ends in row", Said(half), StringComparison.Ordinal);
    }

    [Fact]
    public void A_progressive_image_without_its_last_scans_is_refused()
    {
        var file = CorpusFile.Read("progressive.jpg");
        var last = file.AsSpan().LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]);
        Assert.Contains("do not bring all of component", Said([.. file.AsSpan(0, last), 0xFF, 0xD9]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_scan_that_comes_twice_is_refused()
    {
        var file = CorpusFile.Read("gray.jpg");
        var scan = JpegEdit.Find(file, StartOfScan) - 4;
        Assert.Contains("again", Said([.. file.AsSpan(0, file.Length - 2), .. file.AsSpan(scan)]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("444.jpg", 7, 0x51)]
    [InlineData("444.jpg", 7, 0x10)]
    [InlineData("444.jpg", 8, 4)]
    [InlineData("444.jpg", 9, 1)]
    public void A_damaged_frame_header_is_refused(string name, int place, byte value) =>
        Assert.StartsWith("a damaged JPEG", Said(Changed(name, place, value)), StringComparison.Ordinal);

    [Fact]
    public void Samples_of_one_and_a_half_pixels_are_refused()
    {
        var file = CorpusFile.Read("444.jpg");
        var frame = JpegEdit.Find(file, BaselineFrame);
        (file[frame + 7], file[frame + 10]) = (0x31, 0x21);
        Assert.Throws<InvalidImageException>(() => ImageFile.Decode(file));
    }

    [Fact]
    public void Huffman_codes_that_overlap_are_refused()
    {
        var file = CorpusFile.Read("444.jpg");
        file[JpegEdit.Find(file, 0xC4) + 1] = 3;
        Assert.Contains("Huffman", Said(file), StringComparison.Ordinal);
    }

    private static byte[] Changed(string name, int place, byte value)
    {
        var file = CorpusFile.Read(name);
        file[JpegEdit.Find(file, BaselineFrame) + place] = value;
        return file;
    }

    private static string Said(byte[] file) => Assert.Throws<InvalidImageException>(() => ImageFile.Decode(file)).Message;
}
