namespace MobileNetGen.Tool.Hosting;

/// <summary>
/// The files that a user names as inputs: one by one, as a folder, or with <c>*</c> and <c>?</c> where no shell has put names in their place.
/// </summary>
internal static class InputSet
{
    private static readonly string[] s_endings = [".npy", ".npz", ".png", ".jpg", ".jpeg", ".bmp", ".gif"];

    /// <exception cref="ToolException">A name stands for no file, or two files have one name, which their outputs would have too.</exception>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> named)
    {
        var files = named.SelectMany(Files).ToList();
        var twice = files.Select(file => Path.GetFileName(file))
            .GroupBy(name => name, StringComparer.OrdinalIgnoreCase)
            .FirstOrDefault(group => group.Skip(1).Any());
        return twice is null ? files : throw new ToolException($"--input names two files that are called {twice.Key}; inputs of different names are accepted.");
    }

    private static IEnumerable<string> Files(string named)
    {
        if (Directory.Exists(named))
        {
            return Found(
                Directory.EnumerateFiles(named).Where(file => s_endings.Contains(Path.GetExtension(file).ToLowerInvariant())),
                $"the folder {named} has no file whose name ends in {string.Join(", ", s_endings)}.");
        }

        var (folder, pattern) = (Path.GetDirectoryName(named), Path.GetFileName(named));
        return pattern.AsSpan().ContainsAny('*', '?') && !File.Exists(named)
            ? Found(
                Directory.Exists(folder is "" or null ? "." : folder) ? Directory.EnumerateFiles(folder is "" or null ? "." : folder, pattern) : [],
                $"no file is called {named}.")
            : [named];
    }

    private static List<string> Found(IEnumerable<string> files, string none) =>
        files.Order(StringComparer.Ordinal).ToList() is { Count: > 0 } found ? found : throw new ToolException(none);
}
