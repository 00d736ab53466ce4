namespace MobileNetGen.Tool.Batch;

/// <summary>What lies in a folder and in those within it: of each first its files, then its folders, by the bytes of their names.</summary>
internal static class FolderWalk
{
    /// <summary>The paths of all files whose names end as images do.</summary>
    /// <exception cref="ToolException">A link leads back into a folder that it lies in, or there is a folder that cannot be read.</exception>
    public static IEnumerable<string> Images(string folder) => Images(folder, [Real(folder)]);

    /// <summary>The folders in a folder.</summary>
    /// <inheritdoc cref="Entries"/>
    public static IEnumerable<string> Folders(string folder) => Entries(folder, Directory.EnumerateDirectories);

    /// <summary>The files in a folder.</summary>
    /// <inheritdoc cref="Entries"/>
    public static IEnumerable<string> Files(string folder) => Entries(folder, Directory.EnumerateFiles);

    private static IEnumerable<string> Images(string folder, IReadOnlyList<string> above)
    {
        foreach (var file in Files(folder).Where(ImageSource.IsImage))
        {
            yield return file;
        }

        foreach (var inner in Folders(folder))
        {
            var real = Real(inner);
            if (above.Contains(real, StringComparer.Ordinal))
            {
                throw new ToolException($"{inner} is a link back to {real}, which it lies in; folders that end are accepted.");
            }

            foreach (var file in Images(inner, [.. above, real]))
            {
                yield return file;
            }
        }
    }

    /// <exception cref="ToolException">The folder cannot be read.</exception>
    private static List<string> Entries(string folder, Func<string, IEnumerable<string>> list)
    {
        try
        {
            return list(folder).Order(StringComparer.Ordinal).ToList();
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"the folder {folder} cannot be read: {wrong.Message}");
        }
    }

    private static string Real(string folder) =>
        Path.TrimEndingDirectorySeparator((new DirectoryInfo(folder) is { LinkTarget: not null } link ? link.ResolveLinkTarget(returnFinalTarget: true) : null)
            ?.FullName ?? Path.GetFullPath(folder));
}
