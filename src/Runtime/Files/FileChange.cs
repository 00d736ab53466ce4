namespace MobileNetGen.Files;

/// <summary>One name of a folder that gets another content, or goes, and can be changed back as long as others may still fail.</summary>
/// <param name="path">The full name.</param>
/// <param name="draft">The file that takes its place; null if none does.</param>
internal sealed class FileChange(string path, string? draft) : IDisposable
{
    /// <summary>Names of files are 255 bytes at most, and a character is up to three.</summary>
    private const int MaxNameCharacters = 60;

    private readonly string _backup = NameBeside(path);
    private bool _hasBackup;
    private bool _isNew;

    public string Folder { get; } = Path.GetDirectoryName(path)!;

    public static FileChange Delete(string path) => new(path, null);

    /// <summary>Writes the new content to a file of its own.</summary>
    public static FileChange Write(string path, Action<Stream> write)
    {
        var change = new FileChange(path, NameBeside(path));
        try
        {
            change.WriteDraft(write);
            return change;
        }
        catch
        {
            change.Dispose();
            throw;
        }
    }

    /// <summary>The last change of a set needs no way back: it is made or it fails.</summary>
    public void Make(bool isLast)
    {
        var isThere = File.Exists(path);
        if (isThere && !isLast)
        {
            KeepOld();
        }
        else if (draft is not null)
        {
            File.Move(draft, path, overwrite: true);
            _isNew = !isThere;
        }
        else if (isThere)
        {
            File.Delete(path);
        }
    }

    public void Undo()
    {
        if (_hasBackup)
        {
            File.Move(_backup, path, overwrite: true);
        }
        else if (_isNew)
        {
            File.Delete(path);
        }
    }

    /// <summary>There is no way back any more.</summary>
    public void Settle() => Drop(_backup);

    /// <summary>Drops the new content, unless the change was made. The old one is never dropped here.</summary>
    public void Dispose() => Drop(draft);

    private void KeepOld()
    {
        if (draft is null)
        {
            File.Move(path, _backup);
        }
        else
        {
            Replace(draft);
        }

        _hasBackup = true;
    }

    private void Replace(string by)
    {
        try
        {
            File.Replace(by, path, _backup);
        }
        catch
        {
            // The backup is a second name of the file, or a copy, and may have been made.
            Drop(_backup);
            throw;
        }
    }

    private void WriteDraft(Action<Stream> write)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (OperatingSystem.IsWindows() || new FileInfo(path) is not { Exists: true, LinkTarget: null })
        {
            using var stream = new FileStream(draft!, options);
            Fill(stream, write);
            return;
        }

        // Who could read the old file can read the new one, and nobody else at any time. The mask of the process does not concern them.
        var mode = File.GetUnixFileMode(path);
        options.UnixCreateMode = mode;
        using var replacing = new FileStream(draft!, options);
        File.SetUnixFileMode(replacing.SafeFileHandle, mode);
        Fill(replacing, write);
    }

    private void Fill(FileStream stream, Action<Stream> write)
    {
        try
        {
            write(stream);
            stream.Flush(flushToDisk: true);
        }
        catch (ArgumentOutOfRangeException beyond) when (beyond.ParamName == "value")
        {
            // So .NET says that the file system, or a limit of the process, allows no file as long as this one.
            throw new IOException($"{path} cannot be written: {beyond.Message}", beyond);
        }
    }

    /// <summary>What cannot be deleted is hidden and harms nobody, and must not stand in the way of the error that led here.</summary>
    private static void Drop(string? leftover)
    {
        try
        {
            if (leftover is not null)
            {
                File.Delete(leftover);
            }
        }
        catch (Exception stays) when (stays is IOException or UnauthorizedAccessException)
        {
        }
    }

    /// <summary>A hidden file in the same folder, and so on the same disk. The random part of its name is one of 2^55.</summary>
    private static string NameBeside(string path)
    {
        var name = Path.GetFileName(path);
        if (name.Length > MaxNameCharacters)
        {
            name = name[..(char.IsHighSurrogate(name[MaxNameCharacters - 1]) ? MaxNameCharacters - 1 : MaxNameCharacters)];
        }

        return Path.Combine(Path.GetDirectoryName(path)!, $".{name}.{Path.GetRandomFileName()}.tmp");
    }
}
