using MobileNetGen.Engine;

namespace MobileNetGen;

/// <summary>
/// An image of 8-bit pixels in the caller's memory, as a camera or a decoder has it: in any order of channels, with gaps between rows, turned or mirrored.
/// A network makes the same input of it, to the last bit, as of the same image upright and in packed red, green and blue.
/// </summary>
public readonly ref struct PixelBuffer
{
    /// <summary>A longer row of three channels fits no span.</summary>
    private const int MaxSide = int.MaxValue / 3;

    /// <summary>Describes pixels in memory; nothing is copied.</summary>
    /// <param name="bytes">From the first pixel of the first row to the last pixel of the last one at least.</param>
    /// <param name="width">Columns as they are stored.</param>
    /// <param name="height">Rows as they are stored.</param>
    /// <param name="format">The bytes of a pixel.</param>
    /// <param name="stride">Bytes from the start of a row to the start of the next one; 0 where they follow each other without a gap.</param>
    /// <param name="orientation">How the stored pixels become an upright image.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The width or the height is less than 1, the format or the orientation is none of its kind, or the stride is shorter than a row.
    /// </exception>
    /// <exception cref="ArgumentException">There are fewer bytes than the rows take.</exception>
    public PixelBuffer(
        ReadOnlySpan<byte> bytes,
        int width,
        int height,
        PixelFormat format = PixelFormat.Rgb,
        int stride = 0,
        ImageOrientation orientation = ImageOrientation.TopLeft)
    {
        CheckSide(width, nameof(width));
        CheckSide(height, nameof(height));
        if (!Enum.IsDefined(format))
        {
            throw new ArgumentOutOfRangeException(nameof(format), format, "this is no format of pixels; Rgb, Bgr, Rgba, Bgra or Gray is accepted.");
        }

        if (!Enum.IsDefined(orientation))
        {
            throw new ArgumentOutOfRangeException(
                nameof(orientation),
                orientation,
                "this is no orientation; TopLeft (1) to LeftBottom (8), as EXIF numbers them, is accepted.");
        }

        var row = (long)width * BytesOf(format);
        if (stride != 0 && stride < row)
        {
            throw new ArgumentOutOfRangeException(
                nameof(stride),
                stride,
                $"a row of {width} pixels in {format} has {row} bytes; a stride of as many or more, or 0, is accepted.");
        }

        var needed = ((height - 1) * Math.Max(stride, row)) + row;
        if (bytes.Length < needed)
        {
            throw new ArgumentException(
                $"{height} rows of {width} pixels in {format}, {Math.Max(stride, row)} bytes apart, take {needed} bytes; {bytes.Length} were given.",
                nameof(bytes));
        }

        Bytes = bytes;
        (Width, Height, Format, Stride, Orientation) = (width, height, format, (int)Math.Max(stride, row), orientation);
    }

    /// <summary>The pixels, and what lies between rows.</summary>
    public ReadOnlySpan<byte> Bytes { get; }

    /// <summary>Columns as they are stored.</summary>
    public int Width { get; }

    /// <summary>Rows as they are stored.</summary>
    public int Height { get; }

    /// <summary>The bytes of a pixel.</summary>
    public PixelFormat Format { get; }

    /// <summary>Bytes from the start of a row to the start of the next one.</summary>
    public int Stride { get; }

    /// <summary>How the stored pixels become an upright image.</summary>
    public ImageOrientation Orientation { get; }

    /// <summary>Columns of the upright image.</summary>
    internal int UprightWidth => IsTurned ? Height : Width;

    /// <summary>Rows of the upright image.</summary>
    internal int UprightHeight => IsTurned ? Width : Height;

    private bool IsTurned => Orientation >= ImageOrientation.LeftTop;

    /// <summary>Packed red, green and blue, and nothing after them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The width or the height is less than 1.</exception>
    /// <exception cref="ArgumentException">There are more bytes or fewer.</exception>
    internal static PixelBuffer Packed(ReadOnlySpan<byte> rgb, int width, int height)
    {
        CheckSide(width, nameof(width));
        CheckSide(height, nameof(height));
        Lengths.Check(rgb.Length, 3L * width * height, "the image", nameof(rgb));
        return new PixelBuffer(rgb, width, height);
    }

    /// <summary>A run of pixels of the upright image as red, green and blue.</summary>
    /// <param name="row">Its row.</param>
    /// <param name="column">Its first column.</param>
    /// <param name="count">How many pixels.</param>
    /// <param name="scratch">Memory for them where they do not lie in the buffer as they are wanted.</param>
    internal ReadOnlySpan<byte> Row(int row, int column, int count, ImageScratch scratch)
    {
        if (Format == PixelFormat.Rgb && Orientation == ImageOrientation.TopLeft)
        {
            return Bytes.Slice((row * Stride) + (3 * column), 3 * count);
        }

        var pixels = scratch.Pixels(3L * count);
        var (right, down, start) = Steps();
        var (red, green, blue) = Offsets(Format);
        var from = start + (row * down) + (column * right);
        for (var to = 0; to < pixels.Length; to += 3, from += right)
        {
            (pixels[to], pixels[to + 1], pixels[to + 2]) = (Bytes[from + red], Bytes[from + green], Bytes[from + blue]);
        }

        return pixels;
    }

    private static void CheckSide(int side, string parameter)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(side, 1, parameter);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(side, MaxSide, parameter);
    }

    private static int BytesOf(PixelFormat format) => format switch
    {
        PixelFormat.Gray => 1,
        PixelFormat.Rgb or PixelFormat.Bgr => 3,
        _ => 4,
    };

    private static (int Red, int Green, int Blue) Offsets(PixelFormat format) => format switch
    {
        PixelFormat.Gray => (0, 0, 0),
        PixelFormat.Rgb or PixelFormat.Rgba => (0, 1, 2),
        _ => (2, 1, 0),
    };

    /// <summary>
    /// How many bytes further the next pixel to the right is in the upright image, how many the next one down, and where its first pixel
    /// lies.
    /// </summary>
    private (int Right, int Down, int Start) Steps()
    {
        var pixel = BytesOf(Format);
        var (lastColumn, lastRow) = ((Width - 1) * pixel, (Height - 1) * Stride);
        return Orientation switch
        {
            ImageOrientation.TopRight => (-pixel, Stride, lastColumn),
            ImageOrientation.BottomRight => (-pixel, -Stride, lastColumn + lastRow),
            ImageOrientation.BottomLeft => (pixel, -Stride, lastRow),
            ImageOrientation.LeftTop => (Stride, pixel, 0),
            ImageOrientation.RightTop => (-Stride, pixel, lastRow),
            ImageOrientation.RightBottom => (-Stride, -pixel, lastColumn + lastRow),
            ImageOrientation.LeftBottom => (Stride, -pixel, lastColumn),
            _ => (pixel, Stride, 0),
        };
    }
}
