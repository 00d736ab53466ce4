using MobileNetGen.Tool.Formats.Keras;
using MobileNetGen.Tool.Formats.Onnx;
using MobileNetGen.Tool.Formats.TensorFlowJs;
using MobileNetGen.Tool.Formats.TfLite;
using MobileNetGen.Tool.Import;

namespace MobileNetGen.Tool.Formats;

/// <summary>Finds the reader for a model file, by its name's ending.</summary>
internal static class ModelFormats
{
    private static readonly IReadOnlyDictionary<string, Func<string, ImportOptions, ImportedModel>> s_readers = new Dictionary<string, Func<string, ImportOptions, ImportedModel>>(StringComparer.OrdinalIgnoreCase)
    {
        [".h5"] = (path, options) => KerasImporter.ImportHdf5(Bytes(path), options.Shape),
        [".hdf5"] = (path, options) => KerasImporter.ImportHdf5(Bytes(path), options.Shape),
        [".json"] = (path, options) => TfjsImporter.Import(path, Bytes(path), options.Shape),
        [".keras"] = (path, options) => KerasImporter.ImportArchive(Bytes(path), options.Shape),
        [".tflite"] = (path, _) => TfLiteImporter.Import(Bytes(path)),
        [".onnx"] = (path, options) => OnnxImporter.Import(Bytes(path), options.Shape),
    };

    /// <exception cref="ToolException">The file is of no known format, or malformed.</exception>
    public static ImportedModel Read(string path, ImportOptions options) => s_readers.TryGetValue(Path.GetExtension(path), out var read)
        ? read(path, options)
        : throw new ToolException($"the ending \"{Path.GetExtension(path)}\" is of no format that is read; {string.Join(", ", s_readers.Keys)} are accepted.");

    private static byte[] Bytes(string path)
    {
        var length = new FileInfo(path).Length;
        return length <= Limits.MostFileBytes
            ? File.ReadAllBytes(path)
            : throw new ToolException($"the file has {length} bytes; {Limits.MostFileBytes} are accepted.");
    }
}
