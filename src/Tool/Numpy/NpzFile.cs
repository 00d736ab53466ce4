using System.IO.Compression;

namespace MobileNetGen.Tool.Numpy;

/// <summary>NumPy's archive of named arrays: a ZIP file with a <c>.npy</c> entry for each.</summary>
internal static class NpzFile
{
    private const string Suffix = ".npy";
    private const int MostBytes = 1 << 30;

    /// <exception cref="ToolException">The file is no such archive.</exception>
    public static IReadOnlyDictionary<string, NdArray> Read(string path)
    {
        try
        {
            using var archive = ZipFile.OpenRead(path);
            return archive.Entries.Where(entry => entry.Name.EndsWith(Suffix, StringComparison.Ordinal))
                .ToDictionary(entry => entry.FullName[..^Suffix.Length], entry => NpyFile.Read(ZipContent.Read(entry, MostBytes)));
        }
        catch (Exception wrong) when (wrong is InvalidDataException or FormatException or ArgumentException)
        {
            throw new ToolException($"{path}: {wrong.Message}");
        }
    }

    public static void Write(string path, IEnumerable<KeyValuePair<string, NdArray>> arrays) => AtomicFile.Write(path, stream => Write(stream, arrays));

    private static void Write(Stream stream, IEnumerable<KeyValuePair<string, NdArray>> arrays)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (name, array) in arrays)
        {
            using var entry = archive.CreateEntry(name + Suffix).Open();
            NpyFile.Write(entry, array);
        }
    }
}
