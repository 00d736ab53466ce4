using MobileNetGen.Engine;

namespace MobileNetGen;

/// <summary>Prepares images as a description says.</summary>
public static class ImagePreprocessor
{
    /// <summary>A longer side fits no span, and its product with another would overflow.</summary>
    private const int MostAcross = int.MaxValue / 3;

    /// <summary>Crops, resizes and normalises an image.</summary>
    /// <param name="how">The description's preprocessing.</param>
    /// <param name="rgb">8-bit pixels, red, green, blue: 3 × width × height bytes.</param>
    /// <param name="width">Columns of the image, at least 1.</param>
    /// <param name="height">Rows of the image, at least 1.</param>
    /// <param name="destination">Height × width × channels floats of the input.</param>
    /// <exception cref="ArgumentException">A length differs from what is expected, or the image is too long for a filter with antialias.</exception>
    public static void Apply(Preprocessing how, ReadOnlySpan<byte> rgb, int width, int height, Span<float> destination) =>
        Apply(how, rgb, width, height, destination, new ImageScratch());

    internal static void Apply(Preprocessing how, ReadOnlySpan<byte> rgb, int width, int height, Span<float> destination, ImageScratch scratch)
    {
        ArgumentNullException.ThrowIfNull(how);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, MostAcross);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(height, MostAcross);
        Lengths.Check(rgb.Length, 3L * width * height, "the image");
        Lengths.Check(destination.Length, (long)how.Height * how.Width * how.Channels, "the destination");
        var geometry = ImageGeometry.Of(how, width, height);
        var rows = new PixelRows(how, rgb, width, geometry, scratch);
        switch (how.Resize)
        {
            case ResizeMethod.BilinearAntialias or ResizeMethod.BicubicAntialias:
                ByteResampling.Apply(how, rows, geometry, destination, scratch);
                break;
            case ResizeMethod.BilinearAntialiasFloat:
                FloatResampling.Apply(how, rows, geometry, destination, scratch);
                break;
            default:
                PointSampling.Apply(how, rows, geometry, destination, scratch);
                break;
        }
    }
}
