using System.Text;

namespace MobileNetGen.Tool.Batch;

/// <summary>A text with the name of an image in each line.</summary>
internal static class Manifest
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="ToolException">The file cannot be read, or is no text.</exception>
    public static IEnumerable<ListedImage> Images(string path, string folder)
    {
        using var reader = Open(path);
        while (Next(path, reader) is { } line)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                yield return new ListedImage(line, Path.Combine(folder, line), null);
            }
        }
    }

    /// <summary>A file as text in UTF-8, or in UTF-16 or UTF-32 if it begins with their mark.</summary>
    /// <exception cref="ToolException">The file cannot be read.</exception>
    public static StreamReader Open(string path)
    {
        try
        {
            return new StreamReader(path, s_strict, detectEncodingFromByteOrderMarks: true);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"{path} cannot be read: {wrong.Message}");
        }
    }

    private static string? Next(string path, StreamReader reader)
    {
        try
        {
            return reader.ReadLine();
        }
        catch (Exception wrong) when (wrong is DecoderFallbackException or IOException)
        {
            throw new ToolException($"{path} is no text in UTF-8: {wrong.Message} A file with the name of an image in each line is accepted, "
                + $"or images, whose names end in {string.Join(", ", Imaging.ImageFile.Extensions)}.");
        }
    }
}
