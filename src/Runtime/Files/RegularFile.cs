namespace MobileNetGen.Files;

/// <summary>
/// Tells files from what only has a name. Opening a pipe waits for whoever writes to it, and a device never ends; neither has a length, which is
/// how they are known before anything is opened. Links are followed: the length of a link is that of its text.
/// </summary>
internal static class RegularFile
{
    /// <summary>The bytes of a file; 0 for a pipe or a device.</summary>
    /// <exception cref="IOException">There is no such file, it is a folder, or its links lead nowhere.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be looked at.</exception>
    public static long LengthOf(string path)
    {
        if (Directory.Exists(path))
        {
            throw new IOException($"{path} is a folder, where a file is accepted.");
        }

        var file = new FileInfo(path);
        if (file.LinkTarget is not null)
        {
            file = (FileInfo?)file.ResolveLinkTarget(returnFinalTarget: true) ?? file;
        }

        // What a process has open has links of their own kind, such as pipe:[4711], which lead to no name either.
        return file.Exists
            ? file.Length
            : throw new FileNotFoundException(File.Exists(path) ? $"{path} is a link that leads to no file." : $"{path} is not there.", path);
    }

    /// <summary>Opens a file that has a length.</summary>
    /// <exception cref="IOException">There is no such file, it cannot be read, is empty, or no regular file.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be read.</exception>
    public static FileStream Open(string path) => LengthOf(path) > 0
        ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0)
        : throw new IOException($"{path} is empty, or no regular file but a pipe or a device.");

    /// <summary>The bytes of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="most">How many bytes are accepted.</param>
    /// <exception cref="IOException">There is no such file, it cannot be read, is empty, no regular file, or too long.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be read.</exception>
    public static byte[] Read(string path, int most)
    {
        using var file = Open(path);
        if (file.Length > most)
        {
            throw new IOException($"{path} has {file.Length} bytes; {most} are accepted.");
        }

        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
