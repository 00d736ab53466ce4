namespace MobileNetGen.Imaging;

/// <summary>
/// Decodes images one after the other into the same memory. A photo's arrays are so large that runtimes search the whole heap for what is no longer
/// used every few of them; here, an image brings no new ones unless it is larger than those before. For one thread at a time.
/// </summary>
/// <param name="limits">How large files and images may be; null for <see cref="ImageLimits.Default"/>.</param>
public sealed class ImageDecoder(ImageLimits? limits = null)
{
    private readonly ImageLimits _limits = limits ?? ImageLimits.Default;
    private readonly ImageMemory _memory = new();

    /// <summary>Decodes the content of a file.</summary>
    /// <param name="file">All of the file's bytes.</param>
    /// <returns>The first image of the file, upright. The next one takes its place: it must not be used any more then.</returns>
    /// <exception cref="InvalidImageException">It is no image that is accepted, or one that is cut, damaged or too large.</exception>
    public RgbImage Decode(ReadOnlySpan<byte> file) => ImageFile.Decode(file, _limits, _memory);

    /// <summary>Decodes a file.</summary>
    /// <param name="path">The file's path.</param>
    /// <returns>The first image of the file, upright. The next one takes its place: it must not be used any more then.</returns>
    /// <exception cref="InvalidImageException">
    /// It is no image that is accepted, or one that is cut, damaged or too large; or a pipe or a device, which is not opened.
    /// </exception>
    /// <exception cref="IOException">The file is not there, or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be read.</exception>
    public RgbImage Load(string path) => ImageFile.Load(path, _limits, _memory);
}
