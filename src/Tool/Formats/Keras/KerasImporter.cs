using System.IO.Compression;
using System.Text.Json;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Numpy;

namespace MobileNetGen.Tool.Formats.Keras;

/// <summary>Reads Keras models: <c>.h5</c> and <c>.keras</c> of Keras 2 and 3.</summary>
internal static class KerasImporter
{
    /// <exception cref="ToolException">The file is malformed, or of a kind that is not read at all.</exception>
    public static ImportedModel ImportHdf5(byte[] file, ImportOptions? options)
    {
        using var hdf = new Hdf5File(file);
        var configuration = hdf.Text("/", "model_config")
            ?? throw new ToolException("the file holds weights and no network, as model.save_weights writes them; build the network, "
                + "model.load_weights(\"x.h5\"), and model.save(\"model.keras\").");
        var version = hdf.Text("/", "keras_version") ?? "";
        return Import(
            configuration,
            network => new KerasContext(new GroupedKerasWeights(hdf, network), new KerasDialect(version, false), file.Length),
            options,
            $"Keras {version}, HDF5");
    }

    /// <exception cref="ToolException">The file is malformed, or of a kind that is not read at all.</exception>
    public static ImportedModel ImportArchive(byte[] file, ImportOptions? options)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(file), ZipArchiveMode.Read);
            var configuration = System.Text.Encoding.UTF8.GetString(Content(archive, "config.json", file.Length));
            var version = JsonSerializer.Deserialize<JsonElement>(Content(archive, "metadata.json", file.Length)).FindText("keras_version") ?? "";
            using var hdf = new Hdf5File(Content(archive, "model.weights.h5", file.Length));
            return Import(
                configuration,
                _ => new KerasContext(new PlacedKerasWeights(hdf), new KerasDialect(version, false), file.Length),
                options,
                $"Keras {version}, archive");
        }
        catch (Exception wrong) when (wrong is InvalidDataException or JsonException)
        {
            throw new ToolException($"this is no .keras archive: {wrong.Message}");
        }
    }

    /// <summary>A configuration as JSON text, with weights from wherever.</summary>
    /// <exception cref="ToolException">The text is no configuration.</exception>
    public static ImportedModel Import(string configuration, Func<KerasNetwork, KerasContext> open, ImportOptions? options, string format)
    {
        try
        {
            using var json = JsonDocument.Parse(configuration);
            return Import(json.RootElement, open, options, format);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            // The latter for texts that are no UTF-16, which are found when they are asked for.
            throw new ToolException($"the configuration is no JSON: {wrong.Message}");
        }
    }

    /// <exception cref="ToolException">The configuration is not understood.</exception>
    public static ImportedModel Import(JsonElement configuration, Func<KerasNetwork, KerasContext> open, ImportOptions? options, string format)
    {
        var network = KerasModel.NetworkOf(configuration);
        var context = open(network);
        new KerasModel(context, options?.Shape).Read(network.Between(options?.Cut ?? ModelCut.Whole));
        return new ImportedModel(context.Sketch, format) { Preprocess = context.Preprocess, Notes = context.Notes };
    }

    private static byte[] Content(ZipArchive archive, string name, long fileLength) =>
        archive.GetEntry(name) is { } entry ? ZipContent.Read(entry, Limits.MaxUnpacked(fileLength)) : throw new ToolException($"the archive has no {name}.");
}
