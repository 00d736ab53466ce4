namespace MobileNetGen.Imaging;

/// <summary>How large an image may be. A few bytes can claim to be billions of pixels: what is larger is refused before memory is taken for it.</summary>
public sealed class ImageLimits
{
    /// <summary>Limits that no camera exceeds: 32,768 pixels a side, 2²⁷ pixels in all, files of 256 MB.</summary>
    public static ImageLimits Default { get; } = new();

    /// <summary>The longest side, in pixels.</summary>
    public int MaxSide { get; init; } = 1 << 15;

    /// <summary>The most pixels in all. Decoding takes up to 10 bytes of memory for each pixel of a sequential file, and 18 of a progressive one.</summary>
    public long MaxPixels { get; init; } = 1 << 27;

    /// <summary>The largest file that is read from a path or a stream, in bytes.</summary>
    public long MaxFileBytes { get; init; } = 1 << 28;

    /// <exception cref="InvalidImageException">The image is empty, or larger than is allowed.</exception>
    internal void Check(long width, long height)
    {
        if (width < 1 || height < 1)
        {
            throw new InvalidImageException($"an image of {width} × {height} pixels; at least 1 × 1 is accepted");
        }

        var maxPixels = Math.Min(MaxPixels, Array.MaxLength / 4);
        if (width > MaxSide || height > MaxSide || width * height > maxPixels)
        {
            throw new InvalidImageException(FormattableString.Invariant(
                $"an image of {width} × {height} pixels; sides of up to {MaxSide:N0} pixels and {maxPixels:N0} pixels in all are accepted"));
        }
    }
}
