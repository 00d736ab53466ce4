using MobileNetGen.Engine;

namespace MobileNetGen;

/// <summary>Prepares images as a description says.</summary>
public static class ImagePreprocessor
{
    /// <summary>Crops, resizes and normalises an image.</summary>
    /// <param name="how">The description's preprocessing.</param>
    /// <param name="rgb">8-bit pixels, red, green, blue: 3 × width × height bytes.</param>
    /// <param name="width">Columns of the image, at least 1.</param>
    /// <param name="height">Rows of the image, at least 1.</param>
    /// <param name="destination">Height × width × channels floats of the input.</param>
    /// <exception cref="ArgumentException">A length differs from what is expected, or the image is too long for a filter with antialias.</exception>
    public static void Apply(ImagePreprocessing how, ReadOnlySpan<byte> rgb, int width, int height, Span<float> destination) =>
        Apply(how, PixelBuffer.Packed(rgb, width, height), destination);

    /// <summary>Crops, resizes and normalises an image.</summary>
    /// <param name="how">The description's preprocessing.</param>
    /// <param name="pixels">The image.</param>
    /// <param name="destination">Height × width × channels floats of the input.</param>
    /// <exception cref="ArgumentException">A length differs from what is expected, or the image is too long for a filter with antialias.</exception>
    public static void Apply(ImagePreprocessing how, PixelBuffer pixels, Span<float> destination)
    {
        var scratch = ImageScratch.OfThread;
        try
        {
            Apply(how, pixels, destination, scratch);
        }
        finally
        {
            scratch.Forget();
        }
    }

    internal static void Apply(ImagePreprocessing how, PixelBuffer pixels, Span<float> destination, ImageScratch scratch)
    {
        ArgumentNullException.ThrowIfNull(how);
        if (pixels.Bytes.IsEmpty)
        {
            throw new ArgumentException("the image has no pixels.", nameof(pixels));
        }

        Lengths.Check(destination.Length, (long)how.Height * how.Width * how.Channels, "the destination", nameof(destination));
        var geometry = ImageGeometry.Of(how, pixels.UprightWidth, pixels.UprightHeight);
        var rows = new PixelRows(how, pixels, geometry, scratch);
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
