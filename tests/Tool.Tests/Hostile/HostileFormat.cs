using System.Text;
using MobileNetGen.Tool.Export;
using MobileNetGen.Tool.Formats.Keras;
using MobileNetGen.Tool.Formats.Onnx;
using MobileNetGen.Tool.Formats.TensorFlowJs;
using MobileNetGen.Tool.Formats.TfLite;
using MobileNetGen.Tool.Hosting;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Tests.Formats;

namespace MobileNetGen.Tool.Tests.Hostile;

/// <summary>A small file that is changed, and its reader.</summary>
/// <param name="Name">The format; files of the corpus begin with it.</param>
/// <param name="File">A file that is read without a complaint.</param>
/// <param name="Import">Imports the file as the tool does.</param>
/// <param name="Step">How many bytes lie between two cuts, where reading takes a moment.</param>
/// <param name="DeclaresMemory">True where a library makes room for as many bytes as a file declares.</param>
/// <param name="Seal">Puts checksums of a changed file right, so that the change meets what is after them; null where there are none.</param>
internal sealed record HostileFormat(
    string Name, byte[] File, Action<byte[]> Import, int Step = 1, bool DeclaresMemory = false, Func<byte[], byte[]>? Seal = null)
{
    private static readonly Lazy<ImportResult> s_tiny = new(() => Imported(OnnxImporter.Import(TinyOnnx.Bytes(), null)));
    private static readonly Lazy<CompiledClass> s_class = new(() => CompiledClass.Of(NetworkFile.Parse("tiny", s_tiny.Value.Network.Description)));

    public static readonly IReadOnlyList<HostileFormat> All =
    [
        new("onnx", TinyOnnx.Bytes(), Onnx),
        new("tflite", TinyTfLite.Bytes(), TfLite),
        new("tflite quantised", TinyTfLite.Bytes(quantised: true), TfLite),
        new("tflite int8", HostileIntegers.TfLite(), TfLite, 7),
        new("tflite uint8", HostileIntegers.TfLiteUnsigned(), TfLite, 7),
        new("onnx qdq", HostileIntegers.Onnx(), Onnx, 37),
        new("onnx qoperator", HostileIntegers.OnnxOwn(), Onnx, 7),
        new("tflite metadata", TinyTfLite.WithMetadata(127.5f, 127.5f, "cat\ndog\n"), TfLite),
        new("tflite custom", TinyTfLite.Custom(), TfLite),
        new("h5", TinyKeras.Bytes(), Hdf5, 37, DeclaresMemory: true),
        new("keras", TinyKeras.Archive(), Keras, 37, DeclaresMemory: true),
        new("tfjs layers", TinyTfjs.Layers().Model, file => Tfjs(file, TinyTfjs.Layers().Shard)),
        new("tfjs graph", TinyTfjs.Graph().Model, file => Tfjs(file, TinyTfjs.Graph().Shard)),
        new("tfjs shard", TinyTfjs.Layers(quantised: true).Shard, shard => Tfjs(TinyTfjs.Layers(quantised: true).Model, shard)),
        new("safetensors", Safetensors(), Tensors),
        new("safetensors int8", HostileIntegers.Safetensors(), HostileIntegers.Run, 37),
        new("safetensors bytes", HostileIntegers.SafetensorsOfBytes(), HostileIntegers.ReadBytes, 37),
        new("packed", Packed(), Weights, 37, Seal: PackedSeal.Seal),
        new("packed int8", HostileIntegers.Packed(), HostileIntegers.Run, 131, Seal: PackedSeal.Seal),
        new("description", Encoding.UTF8.GetBytes(HostileDescription.Seed), Description, 7),
        new("image jpeg", Drawing("420.jpg"), Image),
        new("image progressive", Drawing("progressive-422-restarts.jpg"), Image),
        new("image png", Drawing("palette-4.png"), Image),
        new("image bmp", Drawing("palette.bmp"), Image, 7),
        new("image gif", Drawing("interlaced.gif"), Image),
    ];

    public static HostileFormat Of(string name) => All.First(format => format.Name == name);

    public static void Onnx(byte[] file) => Finish(OnnxImporter.Import(file, null));

    public static void TfLite(byte[] file) => Finish(TfLiteImporter.Import(file));

    public static void Hdf5(byte[] file) => Finish(KerasImporter.ImportHdf5(file, null));

    public static void Keras(byte[] file) => Finish(KerasImporter.ImportArchive(file, null));

    public static void Tfjs(byte[] model, byte[] shard) =>
        Finish(TfjsImporter.Import(
            model,
            new ImportOptions(),
            name => name == TinyTfjs.ShardName ? shard : throw new ToolException($"the shard {name} is missing.")));

    /// <summary>Weights for the small ONNX model's network, whose layout is compiled once: it comes from a preset and not from the file.</summary>
    public static void Tensors(byte[] file)
    {
        using var folder = new TemporaryFolder();
        TensorReading.Read(folder.File("hostile.safetensors", file), s_class.Value.Layout);
    }

    /// <summary>Weights as a network starts with them, and the sample beside them, which is replayed.</summary>
    public static void Weights(byte[] file)
    {
        using var folder = new TemporaryFolder();
        var source = WeightSource.FromFile(folder.File("hostile.packed", file));
        s_class.Value.Load(source, new NetworkOptions { SelfTestTolerance = 1e-3f }).Dispose();
    }

    /// <summary>What a build reads, to the last line of code that is made of it.</summary>
    public static void Description(byte[] file) => NetworkFile.Parse("hostile", Encoding.UTF8.GetString(file)).Sources();

    /// <summary>An image for a network's input.</summary>
    public static void Image(byte[] file)
    {
        using var folder = new TemporaryFolder();
        NetworkInputs.Image(folder.File("hostile.png", file));
    }

    private static byte[] Drawing(string name) => System.IO.File.ReadAllBytes(Path.Combine(Repository.Root, "tests", "Imaging.Tests", "Corpus", name));

    private static void Finish(ImportedModel model) => Imported(model);

    private static ImportResult Imported(ImportedModel model) => ModelImport.Finish(model, "hostile", new ImportOptions(Preprocess: "none"));

    private static byte[] Packed()
    {
        using var file = new MemoryStream();
        s_class.Value.Pack(WeightSource.FromBytes(Safetensors()), file, []);
        return file.ToArray();
    }

    private static byte[] Safetensors()
    {
        using var file = new MemoryStream();
        SafetensorsWriter.Write(file, s_tiny.Value.Network.Tensors);
        return file.ToArray();
    }
}
