using Xunit;

namespace MobileNetGen.Runtime.Tests.Images;

/// <summary>Pixels in every form give the floats that the same image gives upright and packed.</summary>
public sealed class PixelBufferTests
{
    private const int Width = 13;
    private const int Height = 9;

    public static TheoryData<PixelFormat, ImageOrientation> Forms
    {
        get
        {
            var forms = new TheoryData<PixelFormat, ImageOrientation>();
            foreach (var format in Enum.GetValues<PixelFormat>())
            {
                foreach (var orientation in Enum.GetValues<ImageOrientation>())
                {
                    forms.Add(format, orientation);
                }
            }

            return forms;
        }
    }

    [Theory, MemberData(nameof(Forms))]
    public void Every_form_gives_the_bits_of_the_packed_one(PixelFormat format, ImageOrientation orientation)
    {
        var rgb = format == PixelFormat.Gray ? Pixels.Gray(Pixels.Random(Width, Height, 2).AsSpan(..(Width * Height))) : Pixels.Random(Width, Height, 1);
        foreach (var gap in (int[])[0, 1, 7])
        {
            var stored = Stored(rgb, format, orientation, gap, out var width, out var height, out var stride);
            foreach (var how in Preprocessings())
            {
                var floats = new float[how.Width * how.Height * how.Channels];
                ImagePreprocessor.Apply(how, new PixelBuffer(stored, width, height, format, stride, orientation), floats);
                Assert.Equal(Pixels.Apply(how, rgb, Width, Height), floats);
            }
        }
    }

    [Fact]
    public void A_stride_of_0_means_no_gap()
    {
        var pixels = new PixelBuffer(new byte[4 * 5 * 3], 5, 3, PixelFormat.Bgra);
        Assert.Equal((5, 3, PixelFormat.Bgra, 20, ImageOrientation.TopLeft), (pixels.Width, pixels.Height, pixels.Format, pixels.Stride, pixels.Orientation));
    }

    [Theory]
    [InlineData(5, 2, PixelFormat.Rgb, 16, 31, true)]
    [InlineData(5, 2, PixelFormat.Rgb, 16, 30, false)]
    [InlineData(5, 2, PixelFormat.Bgra, 0, 40, true)]
    [InlineData(5, 2, PixelFormat.Bgra, 0, 39, false)]
    [InlineData(5, 1, PixelFormat.Gray, int.MaxValue, 5, true)]
    [InlineData(5, 2, PixelFormat.Gray, int.MaxValue, 1000, false)]
    [InlineData(700_000_000, 700_000_000, PixelFormat.Rgba, 0, 1000, false)]
    public void Bytes_reach_to_the_last_pixel_of_the_last_row(int width, int height, PixelFormat format, int stride, int bytes, bool fits)
    {
        var error = Record.Exception(() => new PixelBuffer(new byte[bytes], width, height, format, stride).Width);
        if (fits)
        {
            Assert.Null(error);
            return;
        }

        Assert.Equal("bytes", Assert.IsType<ArgumentException>(error).ParamName);
        Assert.Contains($"{bytes} were given", error!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 1, PixelFormat.Rgb, 0, ImageOrientation.TopLeft, "width")]
    [InlineData(1, -1, PixelFormat.Rgb, 0, ImageOrientation.TopLeft, "height")]
    [InlineData(int.MaxValue, 1, PixelFormat.Gray, 0, ImageOrientation.TopLeft, "width")]
    [InlineData(1, 1, (PixelFormat)5, 0, ImageOrientation.TopLeft, "format")]
    [InlineData(1, 1, PixelFormat.Rgb, 0, (ImageOrientation)0, "orientation")]
    [InlineData(1, 1, PixelFormat.Rgb, 0, (ImageOrientation)9, "orientation")]
    [InlineData(5, 1, PixelFormat.Rgba, 19, ImageOrientation.TopLeft, "stride")]
    [InlineData(5, 1, PixelFormat.Rgba, -20, ImageOrientation.TopLeft, "stride")]
    public void What_cannot_be_is_refused_by_its_name(int width, int height, PixelFormat format, int stride, ImageOrientation orientation, string parameter)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new PixelBuffer(new byte[1000], width, height, format, stride, orientation).Width);
        Assert.Equal(parameter, error.ParamName);
    }

    [Fact]
    public void A_buffer_without_pixels_is_refused() =>
        Assert.Equal(
            "pixels",
            Assert.Throws<ArgumentException>(() => ImagePreprocessor.Apply(Pixels.Bytes(1, 1, ResizeMethod.Bilinear), default, new float[3])).ParamName);

    /// <summary>Every way of resizing, every order of channels, and windows that leave pixels out on all sides.</summary>
    private static IEnumerable<ImagePreprocessing> Preprocessings() =>
        from resize in Enum.GetValues<ResizeMethod>()
        from order in Enum.GetValues<ChannelOrder>()
        from crop in (double[])[0, 0.7]
        select Pixels.Bytes(6, 5, resize, order) with { Crop = crop };

    /// <summary>An upright image as a camera would store it, with noise in all bytes that are not looked at, and none after the last pixel.</summary>
    private static byte[] Stored(byte[] rgb, PixelFormat format, ImageOrientation orientation, int gap, out int width, out int height, out int stride)
    {
        var order = format switch
        {
            PixelFormat.Gray => (int[])[1],
            PixelFormat.Rgb => [0, 1, 2],
            PixelFormat.Bgr => [2, 1, 0],
            PixelFormat.Rgba => [0, 1, 2, -1],
            _ => [2, 1, 0, -1],
        };
        (width, height) = (int)orientation > 4 ? (Height, Width) : (Width, Height);
        stride = (width * order.Length) + gap;
        var stored = new byte[((height - 1) * stride) + (width * order.Length)];
        new Random(3).NextBytes(stored);
        for (var row = 0; row < height; row++)
        {
            for (var column = 0; column < width; column++)
            {
                var (x, y) = Upright(orientation, row, column);
                for (var part = 0; part < order.Length; part++)
                {
                    if (order[part] >= 0)
                    {
                        stored[(row * stride) + (column * order.Length) + part] = rgb[(((y * Width) + x) * 3) + order[part]];
                    }
                }
            }
        }

        return stored;
    }

    /// <summary>Where a stored pixel belongs, side by side with EXIF's table: which side the first row is, and which the first column.</summary>
    private static (int X, int Y) Upright(ImageOrientation orientation, int row, int column) => (int)orientation switch
    {
        1 => (column, row),
        2 => (Width - 1 - column, row),
        3 => (Width - 1 - column, Height - 1 - row),
        4 => (column, Height - 1 - row),
        5 => (row, column),
        6 => (Width - 1 - row, column),
        7 => (Width - 1 - row, Height - 1 - column),
        _ => (row, Height - 1 - column),
    };
}
