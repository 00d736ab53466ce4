using MobileNetGen.Files;

namespace MobileNetGen;

/// <summary>
/// Files that are replaced together, as <see cref="AtomicFile"/> replaces one. All contents are on the disk before the first name changes,
/// the names change in the order in which they were given, and if one cannot be changed, those before it are changed back.
/// </summary>
public sealed class AtomicFileSet : IDisposable
{
    private readonly List<FileChange> _changes = [];

    /// <summary>Writes a file's new content beside it; the file itself stays as it is until <see cref="Commit"/>.</summary>
    /// <param name="path">The file, new or old. Devices and pipes cannot be replaced and are written to at once.</param>
    /// <param name="write">Writes the content to a stream that closes afterwards.</param>
    /// <exception cref="IOException">The content cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file or its folder may not be written to.</exception>
    public void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        path = Path.GetFullPath(path);
        if (Directory.Exists(path))
        {
            throw new UnauthorizedAccessException($"{path} is a folder, where a file is to be written.");
        }

        if (new FileInfo(path) is { Exists: true, IsReadOnly: true })
        {
            throw new UnauthorizedAccessException($"{path} is read-only.");
        }

        if (FileKinds.IsReplaceable(path))
        {
            _changes.Add(FileChange.Write(path, write));
            return;
        }

        // Whoever reads a pipe has it open at the same time: no lock, and nothing to cut off.
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        write(stream);
    }

    /// <summary>Deletes a file, if it is there, with <see cref="Commit"/>.</summary>
    /// <param name="path">The file.</param>
    public void Delete(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _changes.Add(FileChange.Delete(Path.GetFullPath(path)));
    }

    /// <summary>Makes all changes.</summary>
    /// <exception cref="IOException">A file cannot be replaced or deleted; all are as they were.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be replaced or deleted; all are as they were.</exception>
    public void Commit()
    {
        var made = 0;
        try
        {
            for (; made < _changes.Count; made++)
            {
                _changes[made].Make(isLast: made == _changes.Count - 1);
            }
        }
        catch
        {
            // Whatever went wrong, all files are as they were.
            Undo(made);
            throw;
        }

        foreach (var folder in _changes.Select(change => change.Folder).Distinct(StringComparer.Ordinal))
        {
            LinuxFiles.SyncFolder(folder);
        }

        foreach (var change in _changes)
        {
            change.Settle();
        }

        _changes.Clear();
    }

    /// <summary>Drops what was not committed.</summary>
    public void Dispose()
    {
        foreach (var change in _changes)
        {
            change.Dispose();
        }

        _changes.Clear();
    }

    /// <summary>All of them, whatever happens to one.</summary>
    private void Undo(int last)
    {
        if (last < 0)
        {
            return;
        }

        try
        {
            _changes[last].Undo();
        }
        finally
        {
            Undo(last - 1);
        }
    }
}
