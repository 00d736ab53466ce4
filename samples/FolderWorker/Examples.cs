namespace MobileNetGen.Samples.FolderWorker;

/// <summary>The digits that come with the sample, for whoever has none at hand.</summary>
internal static class Examples
{
    /// <returns>A new folder with a copy of each.</returns>
    /// <exception cref="IOException">They cannot be copied.</exception>
    public static string CopyToNewFolder()
    {
        var folder = Directory.CreateTempSubdirectory("mobilenetgen-inbox").FullName;
        foreach (var example in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "examples")))
        {
            File.Copy(example, Path.Combine(folder, Path.GetFileName(example)));
        }

        return folder;
    }
}
