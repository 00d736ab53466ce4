using System.Text;

namespace MobileNetGen.Imaging;

/// <summary>What a file is, by its first bytes.</summary>
internal enum ContainerKind
{
    Unknown,
    Jpeg,
    Png,
    Bmp,
    Gif,
}

/// <summary>Tells formats apart by their content, those that are not read too, so that the refusal can name them.</summary>
internal static class Container
{
    private const int MaxDisplayed = 8;

    /// <summary>Formats that are known by name only: where their mark is, the mark, and the name.</summary>
    private static readonly (int Offset, byte[] Mark, string Name)[] s_others =
    [
        (8, "WEBP"u8.ToArray(), "a WebP image"),
        (4, "ftypavif"u8.ToArray(), "an AVIF image"),
        (4, "ftypavis"u8.ToArray(), "an AVIF image"),
        (4, "ftyphei"u8.ToArray(), "a HEIF image"),
        (4, "ftyphev"u8.ToArray(), "a HEIF image"),
        (4, "ftypmif1"u8.ToArray(), "a HEIF image"),
        (4, "ftypmsf1"u8.ToArray(), "a HEIF image"),
        (4, "ftyp"u8.ToArray(), "an MP4 or QuickTime file"),
        (0, [0x49, 0x49, 0x2A, 0x00], "a TIFF image, or a camera's raw image"),
        (0, [0x4D, 0x4D, 0x00, 0x2A], "a TIFF image, or a camera's raw image"),
        (0, [0xFF, 0x0A], "a JPEG XL image"),
        (4, [0x4A, 0x58, 0x4C, 0x20, 0x0D, 0x0A], "a JPEG XL image"),
        (4, [0x6A, 0x50, 0x20, 0x20, 0x0D, 0x0A], "a JPEG 2000 image"),
        (0, [0xFF, 0x4F, 0xFF, 0x51], "a JPEG 2000 image"),
        (0, [0x00, 0x00, 0x01, 0x00], "a Windows icon"),
        (0, "8BPS"u8.ToArray(), "a Photoshop image"),
        (0, "qoif"u8.ToArray(), "a QOI image"),
        (0, "P6"u8.ToArray(), "a PPM image"),
        (0, "P5"u8.ToArray(), "a PGM image"),
        (0, "%PDF"u8.ToArray(), "a PDF document"),
        (0, "PK\u0003\u0004"u8.ToArray(), "a zip archive"),
        (0, [0x1F, 0x8B], "a gzip archive"),
        (0, "<svg"u8.ToArray(), "an SVG drawing"),
        (0, "<?xml"u8.ToArray(), "an XML document, maybe an SVG drawing"),
        (0, "<!DOCTYPE"u8.ToArray(), "a web page"),
        (0, "<html"u8.ToArray(), "a web page"),
        (0, "version https://git-lfs"u8.ToArray(), "a pointer of Git LFS, whose image was not fetched"),
        (0, [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59], "a NumPy array"),
    ];

    public static ContainerKind Of(ReadOnlySpan<byte> file) =>
        file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? ContainerKind.Jpeg
        : file.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) ? ContainerKind.Png
        : file.StartsWith("GIF87a"u8) || file.StartsWith("GIF89a"u8) ? ContainerKind.Gif
        : file.StartsWith("BM"u8) ? ContainerKind.Bmp
        : ContainerKind.Unknown;

    /// <summary>The error that says what the file is, as far as that is known.</summary>
    public static InvalidImageException Refused(ReadOnlySpan<byte> file) => new($"{What(file)}; {ImageFile.Formats} images are accepted");

    private static string What(ReadOnlySpan<byte> file)
    {
        foreach (var (offset, mark, name) in s_others)
        {
            if (file.Length >= offset && file[offset..].StartsWith(mark))
            {
                return name;
            }
        }

        return file.IsEmpty ? "an empty file" : $"no image that is known: it begins with the bytes {DisplayText(file[..Math.Min(file.Length, MaxDisplayed)])}";
    }

    private static string DisplayText(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        foreach (var value in bytes)
        {
            text.Append(text.Length == 0 ? "" : " ").Append(value.ToString("X2", null));
        }

        return text.ToString();
    }
}
