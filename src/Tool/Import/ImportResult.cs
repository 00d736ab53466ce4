using System.Text;
using MobileNetGen.CompilerServices;
using MobileNetGen.Generator.Support;
using MobileNetGen.Networks.Writing;
using MobileNetGen.Tool.Hosting;
using MobileNetGen.Weights;

namespace MobileNetGen.Tool.Import;

/// <summary>What an import writes.</summary>
internal sealed record ImportResult(WrittenNetwork Network, IReadOnlyList<string>? Labels, string Report)
{
    public const string DescriptionFile = "network.json";
    public const string WeightsFile = "weights.safetensors";
    public const string LabelsFile = "labels.txt";
    public const string ReportFile = "import.md";

    public const string PackedFile = "weights.packed";

    /// <summary>What the report is called.</summary>
    public string ReportName { get; init; } = ReportFile;

    /// <summary>Full paths of the files that the import read, or looked for.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>The file beside the model that the labels are from, or null.</summary>
    public string? LabelsSource { get; init; }

    /// <summary>How many numbers each output has at a place, by name.</summary>
    public IReadOnlyList<(string Name, int Count)> Outputs { get; init; } = [];

    /// <summary>What a user should look at.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The length of the file of weights.</summary>
    public long WeightsBytes => SafetensorsWriter.LengthOf(Network.Tensors, NetworkLabels.MetadataOf(LabelsText));

    /// <summary>The same with labels, of which the report says where they are from.</summary>
    public ImportResult With(LabelChoice labels) => this with
    {
        Labels = labels.Names,
        LabelsSource = labels.File,
        Warnings = labels.Warning is { } warning ? [.. Warnings, warning] : Warnings,
        Report = Report
            + (labels.Names is { } names ? $"- {Invariant.Format(names.Count)} labels, of {labels.Source}\n" : "")
            + (labels.Warning is { } said ? $"- {said}\n" : ""),
    };

    /// <summary>Writes all files, or none, and takes away what an earlier import wrote and this one does not.</summary>
    /// <param name="folder">Where to; it is made if it is not there.</param>
    /// <param name="pack">True to write the weights as the kernels read them as well, which takes compiling the network.</param>
    public void WriteTo(string folder, bool pack)
    {
        Directory.CreateDirectory(folder);
        using var files = new AtomicFileSet();
        files.Write(Path.Combine(folder, ReportName), Text(Report));
        var labelsFile = Path.GetFullPath(Path.Combine(folder, LabelsFile));
        var areUsers = LabelsSource == labelsFile;
        if (LabelsText is { } labels && !areUsers)
        {
            files.Write(labelsFile, Text(labels));
        }
        else if (NetworkLabels.IsOfImport(labelsFile))
        {
            files.Delete(labelsFile);
        }

        files.Write(Path.Combine(folder, WeightsFile), stream => WriteWeights(stream, areUsers ? null : LabelsText));
        if (pack)
        {
            files.Write(Path.Combine(folder, PackedFile), Pack);
        }
        else
        {
            // That of an earlier import would be of other weights.
            files.Delete(Path.Combine(folder, PackedFile));
        }

        // Last: who finds a new description finds all that belongs to it. Who reads while names change finds weights that say they are others.
        files.Write(Path.Combine(folder, DescriptionFile), Text(Network.Description));
        files.Commit();
    }

    private string? LabelsText => Labels is null ? null : NetworkLabels.TextOf(Labels);

    private void WriteWeights(Stream stream, string? labels) => SafetensorsWriter.Write(stream, Network.Tensors, NetworkLabels.MetadataOf(labels));

    private void Pack(Stream stream)
    {
        using var weights = new MemoryStream();
        WriteWeights(weights, labels: null);
        var source = WeightSource.FromBytes(weights.GetBuffer().AsMemory(0, (int)weights.Length));
        CompiledClass.Of(NetworkFile.Parse(DescriptionFile, Network.Description)).Pack(source, stream, []);
    }

    private static Action<Stream> Text(string text) => stream => stream.Write(Encoding.UTF8.GetBytes(text));
}
