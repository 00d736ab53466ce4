using System.Text;
using MobileNetGen.CommandLine;
using MobileNetGen.Tool.Import;
using MobileNetGen.Weights;

namespace MobileNetGen.Tool.Hosting;

/// <summary>Names of a network's classes, in the file beside it.</summary>
internal static class NetworkLabels
{
    /// <summary>The file of labels beside a description, or null if there is none.</summary>
    /// <param name="network">The description.</param>
    /// <param name="weights">The weights' file, which says which labels belong to it if an import wrote it with some.</param>
    /// <exception cref="ToolException">The labels are not those that were imported with the weights.</exception>
    public static string? Beside(FileInfo network, string weights)
    {
        var path = Path.Combine(network.DirectoryName!, ImportResult.LabelsFile);
        if (!File.Exists(path))
        {
            return null;
        }

        return HashIn(weights) is { } expected && HashOf(path) is var found && found != expected
            ? throw new ToolException($"{path} has the SHA-256 {found}; the labels that were imported with {weights} have {expected}. "
                + "Import the model again, or name the file that is meant with --labels.")
            : path;
    }

    /// <summary>The names in a file of labels; a warning where no output has as many numbers.</summary>
    /// <exception cref="ToolException">The file is no text that is accepted.</exception>
    public static string[] Read(string path, IReadOnlyList<(string Name, int Count)> outputs, Terminal terminal)
    {
        InputFile.Require(path);
        try
        {
            var labels = LabelCount.Trimmed(LabelText.Read(path), outputs);
            if (LabelCount.Problem(path, labels.Length, outputs) is { } problem)
            {
                terminal.Warning(problem);
            }

            return labels;
        }
        catch (InvalidDataException wrong)
        {
            throw new ToolException(wrong.Message);
        }
    }

    /// <summary>A file of labels: a line each.</summary>
    public static string TextOf(IEnumerable<string> labels) => string.Concat(labels.Select(label => label + "\n"));

    /// <summary>What weights say of the labels that belong to them.</summary>
    /// <param name="text">The file of labels, or null for none.</param>
    public static Dictionary<string, string> MetadataOf(string? text)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        if (text is not null)
        {
            metadata.Add(SafetensorsMetadata.LabelsHashKey, Sha256.Of(Encoding.UTF8.GetBytes(text)));
        }

        return metadata;
    }

    /// <summary>True for labels that an import wrote with the weights beside them.</summary>
    public static bool IsOfImport(string labels) =>
        Path.Combine(Path.GetDirectoryName(labels)!, ImportResult.WeightsFile) is var weights
            && File.Exists(labels)
            && File.Exists(weights)
            && HashIn(weights) == HashOf(labels);

    public static string HashOf(string path) => Sha256.Of(InputFile.Named(path, () => InputFile.Bytes(path, Limits.MaxLabelsBytes)));

    /// <summary>The hash of the labels that belong to a file of weights, or null if it does not say, or is none.</summary>
    public static string? HashIn(string weights)
    {
        using var bytes = ByteSources.Map(weights);
        try
        {
            return SafetensorsHeader.Read(bytes).Metadata.LabelsHash;
        }
        catch (WeightException)
        {
            // Packed weights, or a file that whoever needs its tensors refuses.
            return null;
        }
    }
}
