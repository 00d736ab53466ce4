using System.Runtime.InteropServices;
using Google.Protobuf;
using MobileNetGen.Tool.Formats.Onnx;

namespace MobileNetGen.Tool.Export;

/// <summary>Short spellings of ONNX messages.</summary>
internal static class Nodes
{
    private const int Float = 1;
    private const int UInt8 = 2;
    private const int Int8 = 3;
    private const int Int32 = 6;
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

    /// <summary>Integers of 8 bits, of their own type.</summary>
    public static TensorProto Bytes(string name, NamedTensor integers, params long[] shape) => new()
    {
        Name = name,
        DataType = integers.IntegerType == TensorElementType.UInt8 ? UInt8 : Int8,
        Dims = { shape },
        RawData = ByteString.CopyFrom([.. integers.Integers.ToArray().Select(integer => unchecked((byte)integer))]),
    };

    /// <summary>One integer from 0 to 255.</summary>
    public static TensorProto UnsignedByte(string name, int value) => new() { Name = name, DataType = UInt8, RawData = ByteString.CopyFrom((byte)value) };

    public static TensorProto Words(string name, ReadOnlySpan<int> values) => new()
    {
        Name = name,
        DataType = Int32,
        Dims = { values.Length },
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
