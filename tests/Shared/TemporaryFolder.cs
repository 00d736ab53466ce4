namespace MobileNetGen.Tests;

/// <summary>A folder that goes when the test ends.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mobilenetgen");

    public string Name => _folder.FullName;

    public string Path(string name) => System.IO.Path.Combine(Name, name);

    /// <summary>Writes a file, and the folders that its name begins with.</summary>
    /// <returns>The file's path.</returns>
    public string File(string name, byte[] content)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path(name))!);
        System.IO.File.WriteAllBytes(Path(name), content);
        return Path(name);
    }

    public void Dispose()
    {
        try
        {
            _folder.Delete(recursive: true);
        }
        catch (IOException)
        {
            // A program that the test started still writes there. What stays lies among the system's temporary files, and is no fault of what was tested.
        }
    }
}
