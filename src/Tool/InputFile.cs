using System.Text;

namespace MobileNetGen.Tool;

/// <summary>
/// Reads whole files that a user named. Only a regular file has a length: a pipe, at which a reader would wait, and a device, which would never end,
/// are told by it before anything is opened.
/// </summary>
internal static class InputFile
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="path">The file.</param>
    /// <param name="most">How many bytes are accepted.</param>
    /// <exception cref="ToolException">The file cannot be read, is empty, no regular file, or too long. The message does not name the file.</exception>
    public static byte[] Bytes(string path, long most)
    {
        RequireRegular(path, most);
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"the file cannot be read: {wrong.Message}");
        }
    }

    /// <summary>The file as text in UTF-8, or in UTF-16 or UTF-32 if it begins with their mark.</summary>
    /// <param name="path">The file.</param>
    /// <param name="most">How many bytes are accepted.</param>
    /// <exception cref="ToolException">The file cannot be read, is empty, no regular file, too long, or no text. The message does not name the file.</exception>
    public static string Text(string path, long most)
    {
        using var reader = new StreamReader(new MemoryStream(Bytes(path, most)), s_strict, detectEncodingFromByteOrderMarks: true);
        try
        {
            return reader.ReadToEnd();
        }
        catch (DecoderFallbackException wrong)
        {
            throw new ToolException($"the file is no text in UTF-8: {wrong.Message}");
        }
    }

    /// <param name="path">The file.</param>
    /// <param name="most">How many bytes are accepted.</param>
    /// <exception cref="ToolException">The file is not there, is empty, no regular file, or too long. The message does not name the file.</exception>
    public static void RequireRegular(string path, long most)
    {
        if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal))
        {
            throw new ToolException("this is no name of a file.");
        }

        if (Directory.Exists(path))
        {
            throw new ToolException("a folder stands where a file is accepted.");
        }

        var length = LengthOf(path);
        if (length == 0)
        {
            throw new ToolException("the file is empty, or no regular file but a pipe or a device.");
        }

        if (length > most)
        {
            throw new ToolException($"the file has {length} bytes; {most} are accepted.");
        }
    }

    private static long LengthOf(string path)
    {
        try
        {
            var file = new FileInfo(path);
            return file.Exists ? file.Length : throw new ToolException("the file is not there.");
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"the file cannot be read: {wrong.Message}");
        }
    }
}
