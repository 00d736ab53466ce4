using MobileNetGen.Files;
using MobileNetGen.Imaging.Bmp;
using MobileNetGen.Imaging.Gif;
using MobileNetGen.Imaging.Jpeg;
using MobileNetGen.Imaging.Orienting;
using MobileNetGen.Imaging.Png;

namespace MobileNetGen.Imaging;

/// <summary>
/// Decodes PNG, JPEG, BMP and GIF files, turned upright as their EXIF data say. The content says what a file is, not its name.
/// Files that are cut or damaged are refused; decoding ends on every file, in time and memory that <see cref="ImageLimits"/> bound.
/// </summary>
public static class ImageFile
{
    /// <summary>The formats, as sentences name them.</summary>
    internal const string Formats = "PNG, JPEG, BMP and GIF";

    /// <summary>The usual endings of files that can be decoded, in small letters, each with its point.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [".png", ".jpg", ".jpeg", ".jfif", ".bmp", ".gif"];

    /// <summary>Decodes the content of a file.</summary>
    /// <param name="file">All of the file's bytes.</param>
    /// <param name="limits">How large the image may be; null for <see cref="ImageLimits.Default"/>.</param>
    /// <returns>The first image of the file, upright.</returns>
    /// <exception cref="InvalidImageException">It is no image that is accepted, or one that is cut, damaged or too large.</exception>
    public static RgbImage Decode(ReadOnlySpan<byte> file, ImageLimits? limits = null) =>
        Decode(file, limits ?? ImageLimits.Default, new ImageMemory());

    internal static RgbImage Decode(ReadOnlySpan<byte> file, ImageLimits limits, ImageMemory memory)
    {
        memory.Reuse();
        return Upright(file, limits, memory);
    }

    /// <summary>Decodes what is left of a stream.</summary>
    /// <param name="stream">A stream that can be read.</param>
    /// <param name="limits">How large file and image may be; null for <see cref="ImageLimits.Default"/>.</param>
    /// <returns>The first image of the file, upright.</returns>
    /// <exception cref="InvalidImageException">It is no image that is accepted, or one that is cut, damaged or too large.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static RgbImage Read(Stream stream, ImageLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Read(stream, limits ?? ImageLimits.Default, new ImageMemory());
    }

    /// <summary>Decodes a file.</summary>
    /// <param name="path">The file's path.</param>
    /// <param name="limits">How large file and image may be; null for <see cref="ImageLimits.Default"/>.</param>
    /// <returns>The first image of the file, upright.</returns>
    /// <exception cref="InvalidImageException">
    /// It is no image that is accepted, or one that is cut, damaged or too large; or a pipe or a device, which is not opened.
    /// </exception>
    /// <exception cref="IOException">The file is not there, or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be read.</exception>
    public static RgbImage Load(string path, ImageLimits? limits = null) =>
        Load(path, limits ?? ImageLimits.Default, new ImageMemory());

    internal static RgbImage Load(string path, ImageLimits limits, ImageMemory memory)
    {
        if (RegularFile.LengthOf(path) == 0)
        {
            throw new InvalidImageException($"an empty file, or no regular file but a pipe or a device; {Formats} images are accepted");
        }

        using var file = RegularFile.Open(path);
        memory.Reuse();
        return Read(file, limits, memory);
    }

    private static RgbImage Read(Stream stream, ImageLimits limits, ImageMemory memory) =>
        Upright(BoundedReading.All(stream, limits.MaxFileBytes, memory), limits, memory);

    private static RgbImage Upright(ReadOnlySpan<byte> file, ImageLimits limits, ImageMemory memory)
    {
        var (image, orientation) = Container.Of(file) switch
        {
            ContainerKind.Jpeg => JpegDecoder.Decode(file, limits, memory),
            ContainerKind.Png => PngDecoder.Decode(file, limits, memory),
            ContainerKind.Bmp => (BmpDecoder.Decode(file, limits, memory), Orientation.Upright),
            ContainerKind.Gif => (GifDecoder.Decode(file, limits), Orientation.Upright),
            _ => throw Container.Refused(file),
        };
        return Turning.Upright(image, orientation, memory);
    }
}
