namespace MobileNetGen.Tool.Hosting;

/// <summary>A description in a file.</summary>
internal static class DescriptionFile
{
    /// <exception cref="ToolException">The file cannot be read, or has problems; the message lists them.</exception>
    public static NetworkFile Load(string path) => NetworkFile.Parse(path, InputFile.Description(path));
}
