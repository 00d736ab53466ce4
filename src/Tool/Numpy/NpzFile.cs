using System.IO.Compression;
using MobileNetGen.Tool.Import;

namespace MobileNetGen.Tool.Numpy;

/// <summary>NumPy's archive of named arrays: a ZIP file with a <c>.npy</c> entry for each.</summary>
internal static class NpzFile
{
    private const string Suffix = ".npy";

    /// <exception cref="ToolException">The file is no such archive.</exception>
    public static IReadOnlyDictionary<string, NdArray> Read(string path)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(InputFile.Bytes(path, Limits.MaxFileBytes)), ZipArchiveMode.Read);
            var (arrays, left) = (new Dictionary<string, NdArray>(StringComparer.Ordinal), (long)Limits.MaxFileBytes);
            foreach (var entry in archive.Entries.Where(entry => entry.Name.EndsWith(Suffix, StringComparison.Ordinal)))
            {
                var content = ZipContent.Read(entry, left);
                left -= content.Length;
                arrays.Add(entry.FullName[..^Suffix.Length], NpyFile.Read(content));
            }

            return arrays;
        }
        catch (Exception wrong) when (wrong is ToolException or InvalidDataException or FormatException or ArgumentException)
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
