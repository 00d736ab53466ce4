using System.IO.Compression;
using System.Text.Json;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Numpy;

namespace MobileNetGen.Tool.Formats.Keras;

/// <summary>Reads Keras models: <c>.h5</c> of Keras 2 and 3, <c>.keras</c> of Keras 3.</summary>
internal static class KerasImporter
{
    /// <exception cref="ToolException">The file is malformed, or of a kind that is not read at all.</exception>
    public static ImportedModel ImportHdf5(byte[] file, IReadOnlyList<int>? shape)
    {
        var (configuration, version, arrays) = Hdf5Weights.ReadModel(file);
        var weights = new NamedKerasWeights();
        foreach (var (path, value) in arrays)
        {
            weights.Add(path, value);
        }

        return Import(configuration, new KerasContext(weights, version, file.Length), shape, $"Keras {version}, HDF5");
    }

    /// <exception cref="ToolException">The file is malformed, or of a kind that is not read at all.</exception>
    public static ImportedModel ImportArchive(byte[] file, IReadOnlyList<int>? shape)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(file), ZipArchiveMode.Read);
            var configuration = System.Text.Encoding.UTF8.GetString(Content(archive, "config.json", file.Length));
            var weights = new PlacedKerasWeights(Hdf5Weights.ReadArrays(Content(archive, "model.weights.h5", file.Length)));
            return Import(configuration, new KerasContext(weights, 3, file.Length), shape, "Keras 3 archive");
        }
        catch (InvalidDataException wrong)
        {
            throw new ToolException($"this is no .keras archive: {wrong.Message}");
        }
    }

    /// <summary>A configuration as JSON text, with weights from wherever.</summary>
    /// <exception cref="ToolException">The text is no configuration.</exception>
    public static ImportedModel Import(string configuration, KerasContext context, IReadOnlyList<int>? shape, string format)
    {
        try
        {
            using var json = JsonDocument.Parse(configuration);
            KerasModel.Read(json.RootElement, context, shape);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            // The latter for texts that are no UTF-16, which are found when they are asked for.
            throw new ToolException($"the configuration is no JSON: {wrong.Message}");
        }

        return new ImportedModel(context.Sketch, format) { Preprocess = context.Preprocess };
    }

    private static byte[] Content(ZipArchive archive, string name, long fileLength) =>
        archive.GetEntry(name) is { } entry ? ZipContent.Read(entry, Limits.MostUnpacked(fileLength)) : throw new ToolException($"the archive has no {name}.");
}
