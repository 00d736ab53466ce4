using Google.Protobuf;
using MobileNetGen.Networks.Hosting;
using MobileNetGen.Networks.Writing;
using MobileNetGen.Tool.Export;
using MobileNetGen.Tool.Formats.Onnx;
using MobileNetGen.Tool.Formats.TfLite;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Tests.Formats;
using static MobileNetGen.Tool.Export.Nodes;

namespace MobileNetGen.Tool.Tests.Hostile;

/// <summary>Small models of integers in every spelling, and the files of one of them.</summary>
internal static class HostileIntegers
{
    private static readonly Lazy<WrittenNetwork> s_network =
        new(() => ModelImport.Finish(TfLiteImporter.Import(TfLite()), "integers", new ImportOptions(Preprocess: "none")).Network);

    private static readonly Lazy<WrittenNetwork> s_bytes = new(() => ModelImport.Finish(
        TfLiteImporter.Import(TinyTfLite.Bytes(quantised: true)), "bytes", new ImportOptions(Preprocess: "none")).Network);

    private static readonly Lazy<CompiledClass> s_classOfBytes = new(() => CompiledClass.Of(NetworkFile.Parse("bytes", s_bytes.Value.Description)));

    private static readonly Lazy<CompiledClass> s_class = new(() => CompiledClass.Of(NetworkFile.Parse("integers", s_network.Value.Description)));

    /// <summary>Signed integers, with a scale for each output of a kernel.</summary>
    public static byte[] TfLite() => TfLiteFile.Of(file =>
    {
        var image = Tensor(file, "image", [1, 8, 8, 3], 0.02f, 3);
        var map = Tensor(file, "map", [1, 4, 4, 4], 0.05f, -128);
        var kernel = file.Bytes("kernel", [4, 3, 3, 3], TfLiteType.Int8, Bytes(108), [0.01f, 0.02f, 0.03f, 0.04f]);
        file.Operator("CONV_2D", [image, kernel, file.Integers("bias", 100, -200, 300, -400)], [map], "Conv2DOptions", (1, 2), (2, 2), (3, (sbyte)3));
        var windows = Tensor(file, "windows", [1, 4, 4, 4], 0.04f, -7);
        var taps = file.Bytes("taps", [1, 3, 3, 4], TfLiteType.Int8, Bytes(36), [0.02f]);
        file.Operator("DEPTHWISE_CONV_2D", [map, taps, -1], [windows], "DepthwiseConv2DOptions", (1, 1), (2, 1), (3, 1));
        var sum = Tensor(file, "sum", [1, 4, 4, 4], 0.06f, 5);
        file.Operator("ADD", [map, windows], [sum], "AddOptions");
        var swish = Tensor(file, "swish", [1, 4, 4, 4], 0.05f, -100);
        file.Operator("HARD_SWISH", [sum], [swish]);
        var means = Tensor(file, "mean", [1, 4], 0.05f, -90);
        file.Operator("MEAN", [swish, file.Integers("axes", 1, 2)], [means], "ReducerOptions", (0, null));
        var logits = Tensor(file, "logits", [1, 5], 0.1f, 0);
        file.Operator("FULLY_CONNECTED", [means, file.Bytes("matrix", [5, 4], TfLiteType.Int8, Bytes(20), [0.03f]), -1], [logits], "FullyConnectedOptions");
        var scores = Tensor(file, "scores", [1, 5], 1 / 256f, -128);
        file.Operator("SOFTMAX", [logits], [scores], "SoftmaxOptions", (0, 1f));
        return ([image], [scores]);
    });

    /// <summary>Unsigned integers with zero points of weights, as TensorFlow 1 wrote them, and a part of floats.</summary>
    public static byte[] TfLiteUnsigned() => TfLiteFile.Of(file =>
    {
        const TfLiteType type = TfLiteType.UInt8;
        var image = Tensor(file, "image", [1, 6, 6, 3], 1 / 128f, 128, type);
        var map = Tensor(file, "map", [1, 6, 6, 4], 0.024f, 0, type);
        var kernel = file.Bytes("kernel", [4, 1, 1, 3], type, Bytes(12), [0.01f], 121);
        file.Operator("CONV_2D", [image, kernel, file.Integers("bias", 100, -200, 300, -400)], [map], "Conv2DOptions", (1, 1), (2, 1), (3, (sbyte)1));
        var pool = Tensor(file, "pool", [1, 3, 3, 4], 0.024f, 0, type);
        file.Operator("AVERAGE_POOL_2D", [map], [pool], "Pool2DOptions", (0, (sbyte)1), (1, 2), (2, 2), (3, 2), (4, 2));
        var gates = Tensor(file, "gates", [1, 3, 3, 4], 1 / 256f, 0, type);
        file.Operator("LOGISTIC", [pool], [gates]);
        var scaled = Tensor(file, "scaled", [1, 3, 3, 4], 0.02f, 0, type);
        file.Operator("MUL", [pool, gates], [scaled], "MulOptions");
        var joined = Tensor(file, "joined", [1, 3, 3, 8], 0.024f, 0, type);
        file.Operator("CONCATENATION", [pool, scaled], [joined], "ConcatenationOptions", (0, 3));
        var larger = Tensor(file, "larger", [1, 6, 6, 8], 0.024f, 0, type);
        file.Operator("RESIZE_BILINEAR", [joined, file.Integers("size", 6, 6)], [larger], "ResizeBilinearOptions");
        var other = Tensor(file, "other", [1, 6, 6, 8], 0.03f, 4, type);
        file.Operator("QUANTIZE", [larger], [other], "QuantizeOptions");
        var floats = file.Tensor("floats", [1, 6, 6, 8]);
        file.Operator("DEQUANTIZE", [other], [floats], "DequantizeOptions");
        return ([image], [floats]);
    });

    /// <summary>Operators on real numbers between QuantizeLinear and DequantizeLinear: what is exported of the signed model.</summary>
    public static byte[] Onnx() => OnnxWriter.Write(NetworkFile.Parse("integers", s_network.Value.Description).Shaped, new TensorSet(s_network.Value.Tensors));

    /// <summary>Operators on integers.</summary>
    public static byte[] OnnxOwn()
    {
        var graph = new GraphProto { Name = "integers", Input = { Value("image", 1, 3, 6, 6) }, Output = { Value("scores", 1, 5) } };
        foreach (var (name, scale, zero) in new (string, float, int)[]
            { ("x", 0.02f, 120), ("map", 0.05f, 3), ("sum", 0.06f, 9), ("pool", 0.05f, 0), ("logits", 0.1f, 110), ("w", 0.01f, 130), ("m", 0.02f, 126) })
        {
            graph.Initializer.Add([Floats(name + "_scale", [scale]), UnsignedByte(name + "_zero", zero)]);
        }

        graph.Initializer.Add([
            TinyOnnx.SmallIntegers("kernel", OnnxType.UInt8, [.. Bytes(108).Select(value => (sbyte)value)], 4, 3, 3, 3),
            TinyOnnx.SmallIntegers("matrix", OnnxType.UInt8, [.. Bytes(20).Select(value => (sbyte)value)], 4, 5),
            new TensorProto { Name = "bias", DataType = (int)OnnxType.Int32, Dims = { 4 }, Int32Data = { 100, -200, 300, -400 } },
        ]);
        graph.Node.Add([
            Node("QuantizeLinear", ["image", "x_scale", "x_zero"], "x"),
            Node(
                "QLinearConv",
                ["x", "x_scale", "x_zero", "kernel", "w_scale", "w_zero", "map_scale", "map_zero", "bias"],
                "map",
                Integers("pads", 1, 1, 1, 1)),
            Own("QLinearAdd", ["map", "map_scale", "map_zero", "map", "map_scale", "map_zero", "sum_scale", "sum_zero"], "sum"),
            Own("QLinearGlobalAveragePool", ["sum", "sum_scale", "sum_zero", "pool_scale", "pool_zero"], "pool"),
            Node("Flatten", ["pool"], "flat"),
            Node("QLinearMatMul", ["flat", "pool_scale", "pool_zero", "matrix", "m_scale", "m_zero", "logits_scale", "logits_zero"], "logits"),
            Node("DequantizeLinear", ["logits", "logits_scale", "logits_zero"], "scores"),
        ]);
        return new ModelProto
        {
            IrVersion = 8,
            OpsetImport = { new OperatorSetIdProto { Version = 14 }, new OperatorSetIdProto { Domain = OnnxOperator.Microsoft, Version = 1 } },
            Graph = graph,
        }.ToByteArray();
    }

    /// <summary>The signed model's weights.</summary>
    public static byte[] Safetensors() => Written(s_network.Value);

    /// <summary>Weights of floats, of which a kernel is bytes.</summary>
    public static byte[] SafetensorsOfBytes() => Written(s_bytes.Value);

    /// <summary>Reads weights of which a kernel may be bytes.</summary>
    public static void ReadBytes(byte[] file)
    {
        using var folder = new TemporaryFolder();
        TensorReading.Read(folder.File("hostile.safetensors", file), s_classOfBytes.Value.Layout, allowOther: true);
    }

    /// <summary>The same as kernels read them.</summary>
    public static byte[] Packed()
    {
        using var file = new MemoryStream();
        Pack(tensor => tensor, file);
        return file.ToArray();
    }

    /// <summary>Packs the signed model's weights after they were changed.</summary>
    public static void Pack(Func<NamedTensor, NamedTensor> change, Stream packed)
    {
        using var file = new MemoryStream();
        SafetensorsWriter.Write(file, [.. s_network.Value.Tensors.Select(change)]);
        s_class.Value.Pack(WeightSource.FromBytes(file.ToArray()), packed, [], allowOther: true);
    }

    /// <summary>Weights of the signed model in either form, and one run with them on every width.</summary>
    public static void Run(byte[] file)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("hostile.weights", file);
        foreach (var tier in Enum.GetValues<SimdTier>().Where(tier => tier <= SimdSupport.WidestTier))
        {
            using var loaded = s_class.Value.Load(WeightSource.FromFile(path), new NetworkOptions { Tier = tier, AllowOtherWeights = true });
            loaded.RunRaw([new byte[8 * 8 * 3]]);
        }
    }

    private static byte[] Written(WrittenNetwork network)
    {
        using var file = new MemoryStream();
        SafetensorsWriter.Write(file, network.Tensors);
        return file.ToArray();
    }

    private static NodeProto Own(string kind, string[] inputs, string output)
    {
        var node = Node(kind, inputs, output);
        node.Domain = OnnxOperator.Microsoft;
        return node;
    }

    private static int Tensor(TfLiteFile file, string name, int[] shape, float scale, int zero, TfLiteType type = TfLiteType.Int8) =>
        file.Tensor(name, shape, type, [scale], zero);

    private static byte[] Bytes(int count) => [.. Enumerable.Range(0, count).Select(index => (byte)((index * 7) % 256))];
}
