using System.Runtime.InteropServices;
using Google.Protobuf;
using MobileNetGen.Tool.Formats.Onnx;

namespace MobileNetGen.Tool.Export;

/// <summary>Short spellings of ONNX messages.</summary>
internal static class Nodes
{
    private const int Float = 1;
    private const int Int64 = 7;

    public static NodeProto Node(string kind, string[] inputs, string output, params AttributeProto[] attributes) => new()
    {
        OpType = kind,
        Name = output,
        Input = { inputs },
        Output = { output },
        Attribute = { attributes },
    };

    public static AttributeProto Integers(string name, params long[] values) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.Ints, Ints = { values } };

    public static AttributeProto Integer(string name, long value) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.Int, I = value };

    public static AttributeProto Number(string name, double value) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.Float, F = (float)value };

    public static AttributeProto Text(string name, string value) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.String, S = ByteString.CopyFromUtf8(value) };

    public static TensorProto Floats(string name, ReadOnlySpan<float> values, params long[] shape) => new()
    {
        Name = name,
        DataType = Float,
        Dims = { shape },
        RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes(values)),
    };

    public static TensorProto Longs(string name, params long[] values) => new()
    {
        Name = name,
        DataType = Int64,
        Dims = { values.Length },
        RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes<long>(values)),
    };

    public static ValueInfoProto Value(string name, params long[] shape) => new()
    {
        Name = name,
        Type = new TypeProto
        {
            TensorType = new TypeProto.Types.Tensor
            {
                ElemType = Float,
                Shape = new TensorShapeProto { Dim = { shape.Select(extent => new TensorShapeProto.Types.Dimension { DimValue = extent }) } },
            },
        },
    };
}
