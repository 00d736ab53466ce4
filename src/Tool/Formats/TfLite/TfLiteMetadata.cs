using System.IO.Compression;
using MobileNetGen.Tool.Import;
using static MobileNetGen.Tool.Formats.TfLite.TfLiteFields;

namespace MobileNetGen.Tool.Formats.TfLite;

/// <summary>
/// What a model says of its images and classes: in metadata of their own, whose labels are a file in a ZIP archive after the model, and by what
/// its input's integers stand for.
/// </summary>
internal sealed record TfLiteMetadata(PreprocessChoice? Preprocess, IReadOnlyList<string>? Labels, IReadOnlyList<string> Notes)
{
    private const int MaxLabelBytes = 1 << 20;

    /// <param name="file">The whole file.</param>
    /// <param name="model">The model.</param>
    /// <param name="subgraph">The number of the graph that is read.</param>
    /// <param name="scope">The graph's tensors.</param>
    /// <param name="inputs">The numbers of its inputs.</param>
    public static TfLiteMetadata Read(byte[] file, FlatTable model, int subgraph, TfLiteScope scope, IReadOnlyList<int> inputs)
    {
        var graph = Graph(model, subgraph, scope);
        var (preprocess, note) = inputs is [var image, ..] && scope.Find(image) is Symbol symbol
            ? TfLiteNormalisation.Of(scope.Tensor(image), scope.Sketch.TypeOf(symbol.Node).Channels, graph)
            : (null, null);
        var (lines, problem) = Lines(graph is { } found && LabelFile(found) is { } name ? LabelBytes(file, name) : null);
        return new TfLiteMetadata(preprocess, lines, [.. new[] { note, problem }.OfType<string>()]);
    }

    private static FlatTable? Graph(FlatTable model, int subgraph, TfLiteScope scope)
    {
        var entry = model.Tables(Model.Metadata, Limits.MaxPorts).Where(entry => entry.Text(MetadataEntry.Name) == MetadataName).Take(1).ToList();
        return entry is [var found] && scope.BufferOf(found.Integer(MetadataEntry.Buffer)).ToArray() is { Length: > 0 } bytes
            && FlatTable.Root(bytes, MetadataIdentifier).Tables(TfLiteFields.Metadata.Subgraphs, Limits.MaxPorts) is var graphs && subgraph < graphs.Count
            ? graphs[subgraph]
            : null;
    }

    private static string? LabelFile(FlatTable graph) => graph.Tables(TfLiteFields.Metadata.SubgraphOutputs, Limits.MaxPorts)
        .SelectMany(output => output.Tables(TfLiteFields.Metadata.TensorFiles, Limits.MaxPorts))
        .Where(file => file.Byte(TfLiteFields.Metadata.FileType) == TfLiteFields.Metadata.AxisLabels)
        .Select(file => file.Text(TfLiteFields.Metadata.FileName))
        .FirstOrDefault();

    private static byte[]? LabelBytes(byte[] file, string name)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(file), ZipArchiveMode.Read);
            if (archive.GetEntry(name) is not { Length: <= MaxLabelBytes } entry)
            {
                return null;
            }

            using var stream = entry.Open();
            var buffer = new byte[entry.Length];
            stream.ReadExactly(buffer);
            return buffer;
        }
        catch (Exception wrong) when (wrong is InvalidDataException or EndOfStreamException)
        {
            throw new ToolException($"the archive of labels after the model is malformed: {wrong.Message}");
        }
    }

    /// <summary>The labels, or why they are not taken.</summary>
    private static (string[]? Lines, string? Problem) Lines(byte[]? labels)
    {
        try
        {
            return (labels is null ? null : LabelText.Lines(labels), null);
        }
        catch (InvalidDataException wrong)
        {
            return (null, $"the model's labels were not taken: {wrong.Message}; --labels names others");
        }
    }
}
