using System.IO.Compression;
using System.Text;
using MobileNetGen.Files;
using MobileNetGen.Tool.Import;

namespace MobileNetGen.Tool.Formats.Recognition;

/// <summary>What tells kinds of files apart: how one begins, what its archive lists, and what its name ends in.</summary>
/// <param name="Path">The file, or a folder.</param>
/// <param name="Head">Its first bytes; none of a folder.</param>
/// <param name="Length">How many bytes it has.</param>
/// <param name="Entries">Names in a ZIP archive, or in a folder.</param>
internal sealed record FileSample(string Path, byte[] Head, long Length, IReadOnlyList<string> Entries)
{
    private const int HeadBytes = 1 << 14;
    private const int MaxEntries = 1 << 16;

    public string Ending => System.IO.Path.GetExtension(Path).ToLowerInvariant();

    public bool IsFolder { get; private init; }

    public bool IsZip => !IsFolder && StartsWith("PK\x03\x04"u8);

    /// <summary>The beginning as text, after marks and white space.</summary>
    public string Text => Encoding.Latin1.GetString(Head).TrimStart('\u00EF', '\u00BB', '\u00BF', ' ', '\t', '\r', '\n');

    /// <exception cref="ToolException">The file is not there, is empty, no regular file, or too long.</exception>
    public static FileSample Of(string path)
    {
        if (Directory.Exists(path))
        {
            return new FileSample(
                path,
                [],
                0,
                [.. Directory.EnumerateFileSystemEntries(path).Take(MaxEntries).Select(entry => System.IO.Path.GetFileName(entry))])
            { IsFolder = true };
        }

        InputFile.RequireRegular(path, Limits.MaxFileBytes);
        try
        {
            using var file = RegularFile.Open(path);
            var head = new byte[Math.Min(file.Length, HeadBytes)];
            file.ReadExactly(head);
            return new FileSample(path, head, file.Length, head.AsSpan().StartsWith("PK\x03\x04"u8) ? Names(file) : []);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"the file cannot be read: {wrong.Message}");
        }
    }

    public bool StartsWith(ReadOnlySpan<byte> bytes) => Head.AsSpan().StartsWith(bytes);

    public bool HasAt(int offset, ReadOnlySpan<byte> bytes) => Head.Length >= offset && Head.AsSpan(offset).StartsWith(bytes);

    /// <summary>True if the archive or folder has an entry of that name, in whatever folder of it.</summary>
    public bool Lists(string name) => Entries.Any(entry => entry == name || entry.EndsWith("/" + name, StringComparison.Ordinal));

    /// <summary>The first name in the archive or folder with such an ending, or null.</summary>
    public string? Listed(params ReadOnlySpan<string> endings)
    {
        foreach (var ending in endings)
        {
            if (Entries.FirstOrDefault(entry => entry.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>None for an archive that is malformed: who reads it says so.</summary>
    private static IReadOnlyList<string> Names(FileStream file)
    {
        try
        {
            using var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            return [.. archive.Entries.Take(MaxEntries).Select(entry => entry.FullName)];
        }
        catch (InvalidDataException)
        {
            return [];
        }
    }
}
