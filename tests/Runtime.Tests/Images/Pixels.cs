namespace MobileNetGen.Runtime.Tests.Images;

/// <summary>Images, and preprocessing whose floats are the bytes themselves.</summary>
internal static class Pixels
{
    public static byte[] Random(int width, int height, int seed)
    {
        var pixels = new byte[3 * width * height];
        new Random(seed).NextBytes(pixels);
        return pixels;
    }

    /// <summary>Red, green and blue alike.</summary>
    public static byte[] Gray(params ReadOnlySpan<byte> values)
    {
        var pixels = new byte[3 * values.Length];
        for (var index = 0; index < pixels.Length; index++)
        {
            pixels[index] = values[index / 3];
        }

        return pixels;
    }

    public static ImagePreprocessing Bytes(int width, int height, ResizeMethod resize, ChannelOrder order = ChannelOrder.Rgb) => new()
    {
        Width = width,
        Height = height,
        Channels = order == ChannelOrder.Gray ? 1 : 3,
        Order = order,
        Resize = resize,
        Maximum = 255,
    };

    public static float[] Apply(ImagePreprocessing how, byte[] rgb, int width, int height)
    {
        var destination = new float[how.Width * how.Height * how.Channels];
        ImagePreprocessor.Apply(how, rgb, width, height, destination);
        return destination;
    }
}
