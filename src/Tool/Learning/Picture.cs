namespace MobileNetGen.Tool.Learning;

/// <summary>Pixels of 8 bits: red, green, blue, row after row.</summary>
internal sealed record Picture(int Width, int Height, byte[] Pixels)
{
    /// <summary>All of it in another size, as Pillow's bilinear filter makes it.</summary>
    public Picture Resized(int width, int height)
    {
        if (width == Width && height == Height)
        {
            return this;
        }

        var how = new ImagePreprocessing
        {
            Height = height,
            Width = width,
            Channels = 3,
            Resize = ResizeMethod.BilinearAntialias,
            Maximum = byte.MaxValue,
        };
        var resized = new float[3 * width * height];
        ImagePreprocessor.Apply(how, Pixels, Width, Height, resized);
        return new Picture(width, height, [.. resized.Select(value => (byte)value)]);
    }
}
