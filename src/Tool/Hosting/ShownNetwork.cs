using MobileNetGen.CommandLine;
using MobileNetGen.Tool.Formats.Recognition;
using MobileNetGen.Tool.Import;

namespace MobileNetGen.Tool.Hosting;

/// <summary>A network to look at: a description, or what an import makes of a model file, without anything that is written.</summary>
/// <param name="File">The network.</param>
/// <param name="Labels">How many labels belong to it, and what their file is called; or null.</param>
internal sealed record ShownNetwork(NetworkFile File, (int Count, string Source)? Labels)
{
    /// <param name="path">A description or a model file.</param>
    /// <param name="options">What the user says of a model file.</param>
    /// <param name="terminal">Where warnings go.</param>
    /// <exception cref="ToolException">The description has problems, or the model cannot be imported.</exception>
    public static ShownNetwork Load(FileInfo path, ImportOptions options, Terminal terminal) =>
        IsDescription(path) ? Described(path, terminal) : Imported(path, options, terminal);

    /// <summary>True for a description, false for what import reads.</summary>
    /// <exception cref="ToolException">The file cannot be read.</exception>
    public static bool IsDescription(FileInfo path) => InputFile.Named(path.ToString(), () => IsDescription(FileSample.Of(path.ToString())));

    private static bool IsDescription(FileSample sample) =>
        KnownFormat.EndingOf(sample) == ".json" && !sample.Text.Contains("\"modelTopology\"", StringComparison.Ordinal);

    private static ShownNetwork Described(FileInfo path, Terminal terminal)
    {
        var file = terminal.While($"Reading {path.Name}", () => DescriptionFile.Load(path.ToString()));
        var labels = NetworkLabels.Beside(path, Path.Combine(path.DirectoryName!, ImportResult.WeightsFile)) is { } beside
            ? NetworkLabels.Read(beside, LabelCount.Outputs(file.Shaped), terminal)
            : null;
        return new(file, labels is null ? null : (labels.Length, ImportResult.LabelsFile));
    }

    /// <summary>How bytes of an image become the input is nothing that is shown.</summary>
    private static ShownNetwork Imported(FileInfo path, ImportOptions options, Terminal terminal)
    {
        var preprocess = options.Preset?.Preset is null ? "none" : null;
        var result = ShownImport.Of(path, options with { Preprocess = preprocess }, terminal);
        return new(
            NetworkFile.Parse(path.ToString(), result.Network.Description),
            result.Labels is { } labels ? (labels.Count, Path.GetFileName(result.LabelsSource ?? path.Name)) : null);
    }
}
