using System.IO.Compression;
using MobileNetGen.Tool.Import;
using static MobileNetGen.Tool.Formats.TfLite.TfLiteFields;

namespace MobileNetGen.Tool.Formats.TfLite;

/// <summary>What a model's metadata say of its images and classes. Labels are a file in a ZIP archive behind the model.</summary>
internal sealed record TfLiteMetadata(PreprocessChoice? Preprocess, IReadOnlyList<string>? Labels)
{
    private const int MostLabelBytes = 1 << 20;

    public static TfLiteMetadata Read(byte[] file, FlatTable model, TfLiteScope scope)
    {
        var entry = model.Tables(Model.Metadata, Limits.MostPorts).Where(entry => entry.Text(MetadataEntry.Name) == MetadataName).Take(1).ToList();
        if (entry is not [var found] || scope.BufferOf(found.Integer(MetadataEntry.Buffer)).ToArray() is not { Length: > 0 } bytes
            || FlatTable.Root(bytes, MetadataIdentifier).Tables(TfLiteFields.Metadata.Subgraphs, Limits.MostPorts) is not [var graph, ..])
        {
            return new TfLiteMetadata(null, null);
        }

        return new TfLiteMetadata(Normalisation(graph), LabelFile(graph) is { } name ? Lines(file, name) : null);
    }

    /// <summary><c>(v − mean) / deviation</c> of bytes.</summary>
    private static PreprocessChoice? Normalisation(FlatTable graph)
    {
        foreach (var unit in graph.Tables(TfLiteFields.Metadata.SubgraphInputs, Limits.MostPorts).Take(1).SelectMany(input => input.Tables(TfLiteFields.Metadata.TensorProcessUnits, Limits.MostPorts)))
        {
            if (unit.Byte(TfLiteFields.Metadata.ProcessOptionsType) == TfLiteFields.Metadata.NormalizationOptions && unit.Table(TfLiteFields.Metadata.ProcessOptions) is { } options
                && options.Numbers(TfLiteFields.Metadata.NormalizationMean) is { Length: > 0 } mean && options.Numbers(TfLiteFields.Metadata.NormalizationDeviation) is { Length: > 0 } deviation
                && mean.Concat(deviation).All(float.IsFinite) && deviation.All(value => value > 0))
            {
                return mean.Distinct().Count() == 1 && deviation.Distinct().Count() == 1
                    ? new PreprocessChoice(Math.Round(-(double)mean[0] / deviation[0], 6), Math.Round((255 - (double)mean[0]) / deviation[0], 6), [], [])
                    : new PreprocessChoice(0, 255, [.. mean.Select(value => (double)value)], [.. deviation.Select(value => (double)value)]);
            }
        }

        return null;
    }

    private static string? LabelFile(FlatTable graph) => graph.Tables(TfLiteFields.Metadata.SubgraphOutputs, Limits.MostPorts)
        .SelectMany(output => output.Tables(TfLiteFields.Metadata.TensorFiles, Limits.MostPorts))
        .Where(file => file.Byte(TfLiteFields.Metadata.FileType) == TfLiteFields.Metadata.AxisLabels)
        .Select(file => file.Text(TfLiteFields.Metadata.FileName))
        .FirstOrDefault();

    private static List<string>? Lines(byte[] file, string name)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(file), ZipArchiveMode.Read);
            if (archive.GetEntry(name) is not { Length: <= MostLabelBytes } entry)
            {
                return null;
            }

            using var stream = entry.Open();
            var buffer = new byte[entry.Length];
            stream.ReadExactly(buffer);
            return [.. System.Text.Encoding.UTF8.GetString(buffer).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
        }
        catch (Exception wrong) when (wrong is InvalidDataException or EndOfStreamException)
        {
            throw new ToolException($"the archive of labels behind the model is malformed: {wrong.Message}");
        }
    }
}
