using Google.Protobuf;
using MobileNetGen.Tool.Formats.Onnx;
using static MobileNetGen.Tool.Export.Nodes;

namespace MobileNetGen.Tool.Tests.Formats;

/// <summary>A small ONNX model, as PyTorch exports one.</summary>
internal static class TinyOnnx
{
    public static ModelProto Model() => new()
    {
        IrVersion = 8,
        OpsetImport = { new OperatorSetIdProto { Version = 13 } },
        Graph = new GraphProto
        {
            Name = "tiny",
            Input = { Value("image", 1, 3, 8, 8) },
            Output = { Value("scores", 1, 5) },
            Initializer =
            {
                Floats("conv.weight", Numbers(4 * 3 * 3 * 3), 4, 3, 3, 3),
                Floats("conv.bias", Numbers(4), 4),
                Floats("low", [0]),
                Floats("high", [6]),
                Floats("dw.weight", Numbers(4 * 9), 4, 1, 3, 3),
                Floats("fc.weight", Numbers(5 * 4), 5, 4),
                Floats("fc.bias", Numbers(5), 5),
            },
            Node =
            {
                Node(
                    "Conv",
                    ["image", "conv.weight", "conv.bias"],
                    "conv",
                    Integers("strides", 2, 2),
                    Integers("pads", 0, 0, 1, 1),
                    Integers("kernel_shape", 3, 3)),
                Node("Clip", ["conv", "low", "high"], "relu6"),
                Node("Conv", ["relu6", "dw.weight"], "dw", Integers("pads", 1, 1, 1, 1), Integer("group", 4)),
                Node("Add", ["relu6", "dw"], "sum"),
                Node("GlobalAveragePool", ["sum"], "pool"),
                Node("Flatten", ["pool"], "flat", Integer("axis", 1)),
                Node("Gemm", ["flat", "fc.weight", "fc.bias"], "logits", Integer("transB", 1)),
                Node("Softmax", ["logits"], "scores", Integer("axis", 1)),
            },
        },
    };

    /// <summary>A tensor of integers of a byte each.</summary>
    public static TensorProto SmallIntegers(string name, OnnxType type, sbyte[] values, params long[] shape) =>
        new() { Name = name, DataType = (int)type, Dims = { shape }, RawData = ByteString.CopyFrom([.. values.Select(value => (byte)value)]) };

    public static byte[] Bytes() => Model().ToByteArray();

    public static float[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(index => (float)Math.Sin(index + 1))];
}
