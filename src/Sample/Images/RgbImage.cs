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

    private const int PixelsAtMost = 1 << 27;

    /// <summary>Decodes a file; what is transparent shows white.</summary>
    /// <exception cref="SampleException">It is no image that can be decoded.</exception>
    public static RgbImage Load(string path)
    {
        using var file = File.OpenRead(path);
        if (ImageInfo.FromStream(file) is not { } info)
        {
            throw new SampleException($"{path}: not an image that can be decoded; PNG, JPEG and BMP are accepted");
        }

        if ((long)info.Width * info.Height > PixelsAtMost)
        {
            throw new SampleException($"{path}: {info.Width} × {info.Height} pixels; {PixelsAtMost:N0} in all are accepted");
        }

        file.Position = 0;
        return OnWhite(Decode(path, file), path);
    }

    private static ImageResult Decode(string path, Stream file)
    {
        try
        {
            return ImageResult.FromStream(file, ColorComponents.RedGreenBlueAlpha);
        }
        catch (Exception error) when (error is InvalidOperationException or IndexOutOfRangeException or EndOfStreamException)
        {
            throw new SampleException($"{path}: a damaged or truncated image ({error.Message})");
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
