using System.Text.Json;
using MobileNetGen.Tool.Formats.Keras;
using MobileNetGen.Tool.Import;

namespace MobileNetGen.Tool.Formats.TensorFlowJs;

/// <summary>Reads TensorFlow.js models: a model.json with its shards, as layers of Keras or as a graph of operators.</summary>
internal static class TfjsImporter
{
    private const string LabelsFile = "metadata.json";
    private const long MaxLabelsBytes = 1 << 20;

    /// <summary>A model.json, its shards, and what stands beside them.</summary>
    /// <exception cref="ToolException">A file is malformed, or of a kind that is not read at all.</exception>
    public static ImportedModel Import(ModelFiles files, ImportOptions? options) =>
        Import(files.Model(), options, files.Beside) with { Labels = Labels(files) };

    /// <param name="file">The model.json.</param>
    /// <param name="options">What the user says.</param>
    /// <param name="open">The bytes of a shard by its name.</param>
    /// <exception cref="ToolException">A file is malformed, or of a kind that is not read at all.</exception>
    public static ImportedModel Import(byte[] file, ImportOptions? options, Func<string, byte[]> open)
    {
        try
        {
            using var json = JsonDocument.Parse(file);
            if (json.RootElement.ValueKind != JsonValueKind.Object || !json.RootElement.TryGetProperty("weightsManifest", out var manifest))
            {
                throw new ToolException("the file has no weightsManifest, as a TensorFlow.js model has.");
            }

            if (!json.RootElement.TryGetProperty("modelTopology", out var topology) || topology.ValueKind != JsonValueKind.Object)
            {
                throw new ToolException("the file lists weights and has no modelTopology; a whole model is accepted.");
            }

            var weights = TfjsWeights.Read(manifest, file.Length, open);
            return topology.TryGetProperty("node", out var nodes)
                ? TfGraphImporter.Import(nodes, Signature(json.RootElement), weights, options ?? new ImportOptions())
                : Layers(topology, weights, options);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or FormatException)
        {
            throw new ToolException($"the file is no TensorFlow.js model: {wrong.Message}");
        }
    }

    /// <summary>Older converters wrote it among what users say of a model.</summary>
    private static JsonElement? Signature(JsonElement model) =>
        model.TryGetProperty("signature", out var signature) ? signature
        : model.TryGetProperty("userDefinedMetadata", out var metadata)
            && metadata.ValueKind == JsonValueKind.Object
            && metadata.TryGetProperty("signature", out var older) ? older
        : null;

    /// <summary>Keras 3's layers are read as Keras reads them: TensorFlow.js itself does not know them.</summary>
    private static ImportedModel Layers(JsonElement topology, TfjsWeights weights, ImportOptions? options)
    {
        var version = topology.FindText("keras_version") ?? "";
        var dialect = new KerasDialect(version, IsJavaScript: true);
        return KerasImporter.Import(
            topology.Find("model_config") ?? topology,
            _ => new KerasContext(new NamedKerasWeights(weights.All), dialect, weights.FileBytes),
            options,
            "TensorFlow.js layers");
    }

    /// <summary>Teachable Machine writes the classes into a file beside the model.</summary>
    private static List<string>? Labels(ModelFiles files)
    {
        if (files.BesideIfThere(LabelsFile, MaxLabelsBytes) is not { } file)
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(file);
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("labels", out var labels)
                && labels.ValueKind == JsonValueKind.Array
                ? [.. labels.EnumerateArray().Select(label => label.ToString())]
                : null;
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            throw new ToolException($"{LabelsFile} beside the model is no JSON: {wrong.Message}");
        }
    }
}
