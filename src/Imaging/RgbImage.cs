namespace MobileNetGen.Imaging;

/// <summary>An upright image of 8-bit pixels: red, green, blue, row after row, without gaps.</summary>
public sealed class RgbImage
{
    private readonly byte[] _pixels;
    private readonly byte[] _alpha;

    /// <summary>Creates an image over arrays that it keeps.</summary>
    /// <param name="width">Columns, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="pixels">3 × width × height bytes.</param>
    /// <param name="alpha">Opacities, width × height bytes from 0 for transparent to 255; null if all of the image is opaque.</param>
    /// <exception cref="ArgumentException">An array has another length.</exception>
    public RgbImage(int width, int height, byte[] pixels, byte[]? alpha = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentNullException.ThrowIfNull(pixels);
        Expect(3L * width * height, pixels.Length, nameof(pixels));
        Expect((long)width * height, alpha?.Length ?? (long)width * height, nameof(alpha));
        (Width, Height, _pixels, _alpha) = (width, height, pixels, alpha ?? []);
    }

    /// <summary>An image in memory that may be longer than it is.</summary>
    internal RgbImage(ImageExtent extent, byte[] pixels, byte[]? alpha = null) =>
        (Width, Height, _pixels, _alpha) = (extent.Width, extent.Height, pixels, alpha ?? []);

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>3 × width × height bytes: the colours as the file has them, whether or not they are transparent.</summary>
    public ReadOnlySpan<byte> Pixels => _pixels.AsSpan(0, 3 * Width * Height);

    /// <summary>Opacities, width × height bytes from 0 for transparent to 255; empty if all of the image is opaque.</summary>
    public ReadOnlySpan<byte> Alpha => _alpha.AsSpan(0, Math.Min(_alpha.Length, Width * Height));

    /// <summary>The image over a background: what is transparent shows the background's colour.</summary>
    /// <param name="red">The background's red.</param>
    /// <param name="green">The background's green.</param>
    /// <param name="blue">The background's blue.</param>
    /// <returns>An opaque image; this one, if it is opaque.</returns>
    public RgbImage Over(byte red, byte green, byte blue)
    {
        if (_alpha.Length == 0)
        {
            return this;
        }

        ReadOnlySpan<byte> background = [red, green, blue];
        var mixed = new byte[3 * Width * Height];
        for (var index = 0; index < mixed.Length; index++)
        {
            int opacity = _alpha[index / 3];
            mixed[index] = (byte)(((_pixels[index] * opacity) + (background[index % 3] * (255 - opacity)) + 127) / 255);
        }

        return new RgbImage(Width, Height, mixed);
    }

    private static void Expect(long expected, long length, string name)
    {
        if (length != expected)
        {
            throw new ArgumentException($"{length} bytes; {expected} are expected.", name);
        }
    }
}
