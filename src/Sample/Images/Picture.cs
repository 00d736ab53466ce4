using MobileNetGen.Imaging;

namespace MobileNetGen.Sample.Images;

/// <summary>An opaque image, and what messages call it.</summary>
internal sealed record Picture(RgbImage Image, string Name)
{
    /// <summary>Decodes a file; what is transparent shows white.</summary>
    /// <exception cref="SampleException">It is no image that can be decoded.</exception>
    public static Picture Load(string path) => OnWhite(() => ImageFile.Load(path), path);

    /// <summary>Decodes what is left of a stream; what is transparent shows white.</summary>
    /// <param name="file">The file.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="limits">How large it may be.</param>
    /// <exception cref="SampleException">It is no image that can be decoded.</exception>
    public static Picture Read(Stream file, string name, ImageLimits limits) => OnWhite(() => ImageFile.Read(file, limits), name);

    private static Picture OnWhite(Func<RgbImage> decode, string name)
    {
        try
        {
            return new Picture(decode().Over(255, 255, 255), name);
        }
        catch (InvalidImageException error)
        {
            throw new SampleException($"{name}: {error.Message}");
        }
    }
}
