using MobileNetGen.ObjectDetection;
using MobileNetGen.Imaging;
using StbImageWriteSharp;

namespace MobileNetGen.Samples.MediaPipe;

/// <summary>A picture as bytes: red, green, blue, row after row.</summary>
internal sealed class Photo(byte[] pixels, int width, int height)
{
    private const int Channels = 3;

    public byte[] Pixels => pixels;

    public int Width => width;

    public int Height => height;

    /// <exception cref="InvalidImageException">The file is no image that is accepted.</exception>
    public static Photo Load(string path)
    {
        var image = ImageFile.Load(path);
        return new Photo(image.Pixels.ToArray(), image.Width, image.Height);
    }

    /// <summary>The photo with black beside it or below it, as long as it is wide: networks see squares, and a face stays a face in them.</summary>
    public Photo Squared()
    {
        var side = Math.Max(width, height);
        var square = new byte[side * side * Channels];
        for (var row = 0; row < height; row++)
        {
            pixels.AsSpan(row * width * Channels, width * Channels).CopyTo(square.AsSpan(row * side * Channels));
        }

        return new Photo(square, side, side);
    }

    /// <summary>Draws the edges of a box in green, as thick as it takes to see them.</summary>
    public void Draw(Box box)
    {
        var (left, right) = ((int)(box.Left * (width - 1)), (int)(box.Right * (width - 1)));
        var (top, bottom) = ((int)(box.Top * (height - 1)), (int)(box.Bottom * (height - 1)));
        var thickness = 1 + (Math.Max(width, height) / 200);
        for (var row = top; row <= bottom; row++)
        {
            for (var column = left; column <= right; column++)
            {
                if (Math.Min(Math.Min(row - top, bottom - row), Math.Min(column - left, right - column)) < thickness)
                {
                    ((ReadOnlySpan<byte>)[0, 255, 0]).CopyTo(pixels.AsSpan(((row * width) + column) * Channels));
                }
            }
        }
    }

    public void Save(string path) => Write(path, pixels, ColorComponents.RedGreenBlue);

    /// <param name="path">A PNG.</param>
    /// <param name="alpha">For each pixel, from 0 for transparent to 1 for opaque.</param>
    public void SaveWithAlpha(string path, float[] alpha)
    {
        var mixed = new byte[width * height * 4];
        for (var pixel = 0; pixel < alpha.Length; pixel++)
        {
            pixels.AsSpan(pixel * Channels, Channels).CopyTo(mixed.AsSpan(pixel * 4));
            mixed[(pixel * 4) + 3] = (byte)Math.Round(alpha[pixel] * 255);
        }

        Write(path, mixed, ColorComponents.RedGreenBlueAlpha);
    }

    private void Write(string path, byte[] data, ColorComponents components) =>
        AtomicFile.Write(path, stream => new ImageWriter().WritePng(data, width, height, components, stream));
}
