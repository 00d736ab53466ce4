namespace MobileNetGen.DigitTraining.Commands;

/// <summary>Where a training's results go.</summary>
/// <param name="Weights">The safetensors file.</param>
/// <param name="Reports">The folder of curves and report.</param>
internal sealed record Outputs(string Weights, string Reports)
{
    public string Curves => Path.Combine(Reports, Path.GetFileNameWithoutExtension(Weights) + ".svg");

    public string Page => Path.ChangeExtension(Curves, ".md");

    /// <summary>Makes the folders.</summary>
    /// <exception cref="IOException">A folder cannot be made, or stands where a file is to be written.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder may not be made.</exception>
    public void Prepare()
    {
        foreach (var file in new[] { Weights, Curves, Page })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
            if (Directory.Exists(file))
            {
                throw new IOException($"{file} is a folder, where a file is to be written.");
            }
        }
    }
}
