using MobileNetGen.Tool.Formats.Keras;
using MobileNetGen.Tool.Formats.Onnx;
using MobileNetGen.Tool.Formats.TensorFlowJs;
using MobileNetGen.Tool.Formats.TfLite;
using MobileNetGen.Tool.Import;

namespace MobileNetGen.Tool.Formats;

/// <summary>The readers of model files, by the endings of their names.</summary>
internal static class ModelFormats
{
    private static readonly Dictionary<string, Func<ModelFiles, ImportOptions, ImportedModel>> s_readers = new(StringComparer.OrdinalIgnoreCase)
    {
        [".h5"] = (files, options) => KerasImporter.ImportHdf5(files.Model(), options),
        [".hdf5"] = (files, options) => KerasImporter.ImportHdf5(files.Model(), options),
        [".json"] = (files, options) => TfjsImporter.Import(files, options),
        [".keras"] = (files, options) => KerasImporter.ImportArchive(files.Model(), options),
        [".lite"] = TfLite,
        [".tflite"] = TfLite,
        [".onnx"] = (files, options) => OnnxImporter.Import(files.Model(), options.Shape, files.Beside, options.Cut, options.Dequantizes),
    };

    /// <param name="files">The model.</param>
    /// <param name="ending">The ending of its format, which may be another than its name's.</param>
    /// <param name="options">What the user says.</param>
    /// <exception cref="ToolException">The file is of no known format, or malformed.</exception>
    public static ImportedModel Read(ModelFiles files, string ending, ImportOptions options) => s_readers.TryGetValue(ending, out var read)
        ? read(files, options)
        : throw new ToolException($"neither the content nor the ending \"{ending}\" is of a format that is read; "
            + $"{string.Join(", ", s_readers.Keys.Concat(PresetImport.Endings))} are accepted.");

    private static ImportedModel TfLite(ModelFiles files, ImportOptions options) => TfLiteImporter.Import(files.Model(), options);
}
