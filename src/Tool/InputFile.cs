using System.Text;
using MobileNetGen.Files;
using MobileNetGen.Tool.Import;

namespace MobileNetGen.Tool;

/// <summary>Reads whole files that a user named, or that a model names, and nothing that would make the tool wait or that does not end.</summary>
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
            using var file = RegularFile.Open(path);
            var bytes = new byte[Math.Min(file.Length, most)];
            file.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"the file cannot be read: {wrong.Message}");
        }
    }

    /// <summary>The file as text in UTF-8, or in UTF-16 or UTF-32 if it begins with their mark.</summary>
    /// <param name="path">The file.</param>
    /// <param name="most">How many bytes are accepted.</param>
    /// <exception cref="ToolException">The file cannot be read, is empty, no regular file, too long, or no text. The message does not name the
    /// file.</exception>
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

    /// <summary>A description.</summary>
    /// <exception cref="ToolException">As above; the message names the file.</exception>
    public static string Description(string path) => Named(path, () => Text(path, Limits.MaxDescriptionBytes));

    /// <summary>Lets an error begin with the file that it is about.</summary>
    /// <exception cref="ToolException">Reading threw one.</exception>
    public static T Named<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (ToolException wrong)
        {
            throw new ToolException($"{path}: {wrong.Message}");
        }
    }

    /// <summary>Looks at a file that is read later, so that whoever named it does not wait for the error.</summary>
    /// <exception cref="ToolException">The file is not there, is empty, or no regular file; the message names it.</exception>
    public static void Require(string path) => Named(path, () =>
    {
        RequireRegular(path, long.MaxValue);
        return path;
    });

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
            return RegularFile.LengthOf(path);
        }
        catch (FileNotFoundException missing) when (missing.FileName is not null)
        {
            throw new ToolException(File.Exists(path) ? "this is a link that leads to no file." : "the file is not there.");
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"the file cannot be read: {wrong.Message}");
        }
    }
}
