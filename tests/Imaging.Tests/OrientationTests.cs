using System.Text;
using MobileNetGen.Imaging.Tests.Files;
using Xunit;

namespace MobileNetGen.Imaging.Tests;

/// <summary>Where the scene's top is. The stored pixels are 44 × 37 of a JPEG, or 5 × 3 of a PNG.</summary>
public sealed class OrientationTests
{
    private static readonly byte[] s_jpeg = CorpusFile.Read("422-even.jpg");
    private static readonly RgbImage s_stored = ImageFile.Decode(s_jpeg);

    public static TheoryData<int, bool> All => new(
        from orientation in Enumerable.Range(1, 8) from little in new[] { true, false } select (orientation, little));

    [Theory]
    [MemberData(nameof(All))]
    public void Exif_data_turn_a_jpeg(int orientation, bool little) =>
        AssertTurned(orientation, s_stored, ImageFile.Decode(JpegEdit.With(s_jpeg, Tiff.App1(Tiff.Data(orientation, little)))));

    [Theory]
    [MemberData(nameof(All))]
    public void Exif_data_turn_a_png(int orientation, bool little)
    {
        var png = PngFile.Of(5, 3, 8, 6, 0x51);
        var turned = ImageFile.Decode(png.With("eXIf", Tiff.Data(orientation, little)));
        AssertTurned(orientation, ImageFile.Decode(png.Bytes), turned);
    }

    [Fact]
    public void Opacities_turn_with_the_pixels()
    {
        var png = PngFile.Of(5, 3, 8, 6, 0x51);
        var (stored, turned) = (ImageFile.Decode(png.Bytes), ImageFile.Decode(png.With("eXIf", Tiff.Data(6))));
        Assert.Equal(stored.Alpha[(2 * 5) + 0], turned.Alpha[0]);
        Assert.Equal(stored.Alpha[(0 * 5) + 4], turned.Alpha[^1]);
    }

    [Fact]
    public void A_number_of_four_bytes_counts() => AssertTurned(6, s_stored, ImageFile.Decode(JpegEdit.With(s_jpeg, Tiff.App1(Tiff.Data(6, type: Tiff.Long)))));

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(65535)]
    public void Numbers_that_mean_nothing_turn_nothing(int orientation) =>
        AssertTurned(1, s_stored, ImageFile.Decode(JpegEdit.With(s_jpeg, Tiff.App1(Tiff.Data(orientation)))));

    [Theory]
    [InlineData(6, 1)]
    [InlineData(1, 6)]
    [InlineData(8, 3)]
    public void The_thumbnail_has_an_orientation_of_its_own(int image, int thumbnail) =>
        AssertTurned(image, s_stored, ImageFile.Decode(JpegEdit.With(s_jpeg, Tiff.App1(Tiff.Data(image, thumbnail: thumbnail)))));

    [Fact]
    public void Exif_data_are_found_after_other_segments()
    {
        byte[][] others = [JpegEdit.Segment(0xE2, "ICC_PROFILE\0"u8), Xmp("tiff:Make=\"x\""), JpegEdit.Segment(0xFE, "made by hand"u8)];
        AssertTurned(8, s_stored, ImageFile.Decode(JpegEdit.With(s_jpeg, [.. others, Tiff.App1(Tiff.Data(8))])));
    }

    [Fact]
    public void Exif_data_are_found_without_jfif() =>
        AssertTurned(3, s_stored, ImageFile.Decode(JpegEdit.WithoutJfif(JpegEdit.With(s_jpeg, Tiff.App1(Tiff.Data(3))))));

    [Theory]
    [InlineData("tiff:Orientation=\"5\"")]
    [InlineData("tiff:Make=\"x\"><tiff:Orientation>5</tiff:Orientation")]
    public void An_xmp_packet_counts_where_there_are_no_exif_data(string packet)
    {
        AssertTurned(5, s_stored, ImageFile.Decode(JpegEdit.With(s_jpeg, Xmp(packet))));
        AssertTurned(2, s_stored, ImageFile.Decode(JpegEdit.With(s_jpeg, Xmp(packet), Tiff.App1(Tiff.Data(2)))));
        var png = PngFile.Of(5, 3, 8, 2, 0x51);
        byte[] text = [.. "XML:com.adobe.xmp\0\0\0\0\0"u8, .. Encoding.UTF8.GetBytes(packet)];
        AssertTurned(5, ImageFile.Decode(png.Bytes), ImageFile.Decode(png.With("iTXt", text)));
    }

    [Theory]
    [InlineData("tEXt")]
    [InlineData("zTXt")]
    public void Exif_data_in_hexadecimal_digits_count(string chunk)
    {
        var digits = Convert.ToHexString([.. "Exif\0\0"u8, .. Tiff.Data(7)]);
        var profile = Encoding.ASCII.GetBytes($"\nexif\n{digits.Length / 2,8}\n{digits[..40]}\n{digits[40..]}\n");
        var png = PngFile.Of(5, 3, 8, 2, 0x51);
        byte[] text = [.. "Raw profile type exif\0"u8, .. chunk == "tEXt" ? profile : [0, .. PngFile.Deflated(profile)]];
        AssertTurned(7, ImageFile.Decode(png.Bytes), ImageFile.Decode(png.With(chunk, text)));
    }

    [Fact]
    public void Damaged_exif_data_turn_nothing_and_harm_nothing()
    {
        var whole = Tiff.Data(6);
        for (var length = 0; length < 34; length++)
        {
            AssertTurned(1, s_stored, ImageFile.Decode(JpegEdit.With(s_jpeg, Tiff.App1(whole[..length]))));
        }

        for (var place = 0; place < whole.Length; place++)
        {
            var changed = whole.ToArray();
            changed[place] = 0xFF;
            Assert.Equal(s_stored.Pixels.Length, ImageFile.Decode(JpegEdit.With(s_jpeg, Tiff.App1(changed))).Pixels.Length);
        }
    }

    private static byte[] Xmp(string attributes) =>
        JpegEdit.Segment(0xE1, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. Encoding.UTF8.GetBytes($"<rdf:Description {attributes}/>")]);

    /// <summary>The definition of EXIF, from the stored pixel to its place.</summary>
    private static void AssertTurned(int orientation, RgbImage stored, RgbImage turned)
    {
        var (right, bottom) = (stored.Width - 1, stored.Height - 1);
        Assert.Equal(orientation >= 5 ? (stored.Height, stored.Width) : (stored.Width, stored.Height), (turned.Width, turned.Height));
        for (var row = 0; row <= bottom; row++)
        {
            for (var column = 0; column <= right; column++)
            {
                var (across, down) = orientation switch
                {
                    1 => (column, row),
                    2 => (right - column, row),
                    3 => (right - column, bottom - row),
                    4 => (column, bottom - row),
                    5 => (row, column),
                    6 => (bottom - row, column),
                    7 => (bottom - row, right - column),
                    _ => (row, right - column),
                };
                Assert.True(
                    stored.Pixels.Slice(3 * ((row * stored.Width) + column), 3).SequenceEqual(turned.Pixels.Slice(3 * ((down * turned.Width) + across), 3)),
                    $"orientation {orientation}, row {row}, column {column}");
            }
        }
    }
}
