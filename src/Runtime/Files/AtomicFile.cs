using System.Text;
using MobileNetGen.Files;

namespace MobileNetGen;

/// <summary>
/// Replaces a file as a whole: a reader sees the old content or the new one and never a part, whoever has the old file mapped keeps it, and
/// whatever goes wrong, a full disk or the end of the process, the old file stays. A link at the path is replaced and not followed.
/// </summary>
public static class AtomicFile
{
    /// <summary>Writes a file: a temporary one in the same folder is filled, flushed to the disk and renamed.</summary>
    /// <param name="path">The file, new or old. Devices and pipes cannot be replaced and are written to as they are.</param>
    /// <param name="write">Writes the content to a stream that closes afterwards.</param>
    /// <exception cref="IOException">The file cannot be written; the old one is still there.</exception>
    /// <exception cref="UnauthorizedAccessException">The file or its folder may not be written to; the old file is still there.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        using var files = new AtomicFileSet();
        files.Write(path, write);
        files.Commit();
    }

    /// <summary>Writes a text as UTF-8 without a byte order mark.</summary>
    /// <param name="path">The file, new or old.</param>
    /// <param name="text">Its content.</param>
    /// <exception cref="IOException">The file cannot be written; the old one is still there.</exception>
    /// <exception cref="UnauthorizedAccessException">The file or its folder may not be written to; the old file is still there.</exception>
    public static void WriteText(string path, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
    }
}
