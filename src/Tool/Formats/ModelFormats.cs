using MobileNetGen.Tool.Formats.Keras;
using MobileNetGen.Tool.Formats.Onnx;
using MobileNetGen.Tool.Formats.TensorFlowJs;
using MobileNetGen.Tool.Formats.TfLite;
using MobileNetGen.Tool.Import;

namespace MobileNetGen.Tool.Formats;

/// <summary>Finds the reader for a model file, by its name's ending.</summary>
internal static class ModelFormats
{
    private static readonly IReadOnlyDictionary<string, Func<ModelFiles, ImportOptions, ImportedModel>> s_readers = new Dictionary<string, Func<ModelFiles, ImportOptions, ImportedModel>>(StringComparer.OrdinalIgnoreCase)
    {
        [".h5"] = (files, options) => KerasImporter.ImportHdf5(files.Model(), options),
        [".hdf5"] = (files, options) => KerasImporter.ImportHdf5(files.Model(), options),
        [".json"] = (files, options) => TfjsImporter.Import(files, options),
        [".keras"] = (files, options) => KerasImporter.ImportArchive(files.Model(), options),
        [".lite"] = TfLite,
        [".tflite"] = TfLite,
        [".onnx"] = (files, options) => OnnxImporter.Import(files.Model(), options.Shape, files.Beside, options.Cut),
    };

    /// <exception cref="ToolException">The file is of no known format, or malformed.</exception>
    public static ImportedModel Read(ModelFiles files, ImportOptions options) => s_readers.TryGetValue(Path.GetExtension(files.Name), out var read)
        ? read(files, options)
        : throw new ToolException($"the ending \"{Path.GetExtension(files.Name)}\" is of no format that is read; {string.Join(", ", s_readers.Keys)} are accepted.");

    private static ImportedModel TfLite(ModelFiles files, ImportOptions options) => TfLiteImporter.Import(files.Model(), options);
}
