using MobileNetGen.Tool.Formats.Keras;
using MobileNetGen.Tool.Formats.Onnx;
using MobileNetGen.Tool.Formats.TensorFlowJs;
using MobileNetGen.Tool.Formats.TfLite;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Tests.Formats;

namespace MobileNetGen.Tool.Tests.Hostile;

/// <summary>A small file that is changed, and its reader.</summary>
/// <param name="Name">The format; files of the corpus begin with it.</param>
/// <param name="File">A file that is read without a complaint.</param>
/// <param name="Import">The reader.</param>
/// <param name="Step">How many bytes lie between two cuts, where reading takes a moment.</param>
/// <param name="DeclaresMemory">True where a library makes room for as many bytes as a file declares.</param>
internal sealed record HostileFormat(string Name, byte[] File, Func<byte[], ImportedModel> Import, int Step = 1, bool DeclaresMemory = false)
{
    public static readonly IReadOnlyList<HostileFormat> All =
    [
        new("onnx", TinyOnnx.Bytes(), file => OnnxImporter.Import(file, null)),
        new("tflite", TinyTfLite.Bytes(), TfLiteImporter.Import),
        new("tflite quantised", TinyTfLite.Bytes(quantised: true), TfLiteImporter.Import),
        new("tflite metadata", TinyTfLite.WithMetadata(127.5f, 127.5f, "cat\ndog\n"), TfLiteImporter.Import),
        new("tflite custom", TinyTfLite.Custom(), TfLiteImporter.Import),
        new("h5", TinyKeras.Bytes(), file => KerasImporter.ImportHdf5(file, null), 37, DeclaresMemory: true),
        new("keras", TinyKeras.Archive(), file => KerasImporter.ImportArchive(file, null), 37, DeclaresMemory: true),
        new("tfjs layers", TinyTfjs.Layers().Model, file => Tfjs(file, TinyTfjs.Layers().Shard)),
        new("tfjs graph", TinyTfjs.Graph().Model, file => Tfjs(file, TinyTfjs.Graph().Shard)),
        new("tfjs shard", TinyTfjs.Layers(quantised: true).Shard, shard => Tfjs(TinyTfjs.Layers(quantised: true).Model, shard)),
    ];

    public static HostileFormat Of(string name) => All.First(format => format.Name == name);

    private static ImportedModel Tfjs(byte[] model, byte[] shard) => TfjsImporter.Import(model, null, name => name == TinyTfjs.ShardName ? shard : throw new ToolException($"the shard {name} is missing."));
}
