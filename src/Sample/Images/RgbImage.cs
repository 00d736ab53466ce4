using StbImageSharp;

namespace MobileNetGen.Sample.Images;

/// <summary>An image of 3 × width × height bytes: red, green, blue, row after row.</summary>
/// <param name="Pixels">The bytes.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Name">What messages call it.</param>
internal sealed record RgbImage(byte[] Pixels, int Width, int Height, string Name)
{
    /// <summary>The endings of files that can be decoded.</summary>
    public static readonly string[] Endings = [".png", ".jpg", ".jpeg", ".bmp"];

    private const long PixelsAtMost = 1 << 27;

    /// <summary>Decodes a file; what is transparent shows white.</summary>
    /// <exception cref="SampleException">It is no image that can be decoded.</exception>
    public static RgbImage Load(string path)
    {
        using var file = File.OpenRead(path);
        return Decode(file, path, PixelsAtMost);
    }

    /// <summary>Decodes an image; what is transparent shows white.</summary>
    /// <param name="file">A stream that can seek.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="pixelsAtMost">How many pixels it may have: a few bytes can claim to be billions.</param>
    /// <exception cref="SampleException">It is no image that can be decoded.</exception>
    public static RgbImage Decode(Stream file, string name, long pixelsAtMost)
    {
        if (ImageInfo.FromStream(file) is not { } info)
        {
            throw new SampleException($"{name}: not an image that can be decoded; PNG, JPEG and BMP are accepted");
        }

        if ((long)info.Width * info.Height > pixelsAtMost)
        {
            throw new SampleException($"{name}: {info.Width} × {info.Height} pixels; {pixelsAtMost:N0} in all are accepted");
        }

        file.Position = 0;
        return OnWhite(Decoded(file, name), name);
    }

    private static ImageResult Decoded(Stream file, string name)
    {
        try
        {
            return ImageResult.FromStream(file, ColorComponents.RedGreenBlueAlpha);
        }
        catch (Exception error) when (error is InvalidOperationException or IndexOutOfRangeException or EndOfStreamException)
        {
            throw new SampleException($"{name}: a damaged or truncated image ({error.Message})");
        }
    }

    private static RgbImage OnWhite(ImageResult image, string name)
    {
        var pixels = new byte[3 * image.Width * image.Height];
        for (var (from, to) = (0, 0); to < pixels.Length; from += 4)
        {
            int alpha = image.Data[from + 3];
            for (var channel = 0; channel < 3; channel++)
            {
                pixels[to++] = (byte)(((image.Data[from + channel] * alpha) + (255 * (255 - alpha)) + 127) / 255);
            }
        }

        return new RgbImage(pixels, image.Width, image.Height, name);
    }
}
