using MobileNetGen.Imaging;
using StbImageWriteSharp;

namespace MobileNetGen.Sample.Tests;

/// <summary>Pictures made from the example digits.</summary>
internal static class Pictures
{
    public static RgbImage Example(int digit) => ImageFile.Load(SampleRun.Example(digit));

    public static RgbImage Inverted(RgbImage image) => new(image.Width, image.Height, Array.ConvertAll(image.Pixels.ToArray(), value => (byte)(255 - value)));

    /// <summary>The image on a larger sheet, with margins of the colour of its first pixel.</summary>
    public static RgbImage OnSheet(RgbImage image, int left, int top, int right, int bottom)
    {
        var (width, height) = (left + image.Width + right, top + image.Height + bottom);
        var pixels = new byte[3 * width * height];
        for (var index = 0; index < pixels.Length; index++)
        {
            pixels[index] = image.Pixels[index % 3];
        }

        for (var row = 0; row < image.Height; row++)
        {
            image.Pixels.Slice(3 * row * image.Width, 3 * image.Width).CopyTo(pixels.AsSpan(3 * (((top + row) * width) + left)));
        }

        return new RgbImage(width, height, pixels);
    }

    public static byte[] Png(RgbImage image) =>
        Write((writer, stream) => writer.WritePng(image.Pixels.ToArray(), image.Width, image.Height, ColorComponents.RedGreenBlue, stream));

    public static byte[] Jpeg(RgbImage image) =>
        Write((writer, stream) => writer.WriteJpg(image.Pixels.ToArray(), image.Width, image.Height, ColorComponents.RedGreenBlue, stream, 95));

    /// <summary>Black ink whose strength is all in the alpha channel.</summary>
    public static byte[] TransparentPng(RgbImage darkOnLight)
    {
        var pixels = new byte[4 * darkOnLight.Width * darkOnLight.Height];
        for (var index = 0; index < pixels.Length / 4; index++)
        {
            pixels[(4 * index) + 3] = (byte)(255 - darkOnLight.Pixels[3 * index]);
        }

        return Write((writer, stream) => writer.WritePng(pixels, darkOnLight.Width, darkOnLight.Height, ColorComponents.RedGreenBlueAlpha, stream));
    }

    private static byte[] Write(Action<ImageWriter, Stream> write)
    {
        using var stream = new MemoryStream();
        write(new ImageWriter(), stream);
        return stream.ToArray();
    }
}
