using System.Buffers.Binary;
using MobileNetGen.Tool.Import;

namespace MobileNetGen.Tool.Formats.Onnx;

/// <summary>The element types of ONNX that the tool reads, by their numbers in the format.</summary>
internal enum OnnxType
{
    Float = 1,
    UInt8 = 2,
    Int8 = 3,
    Int32 = 6,
    Int64 = 7,
    Bool = 9,
    Half = 10,
    Double = 11,
    BFloat16 = 16,
}

/// <summary>Reads the tensors that stand in a model.</summary>
internal static class OnnxTensors
{
    /// <exception cref="ToolException">The tensor is not inline, of a type that is not read, or its bytes do not fill its shape.</exception>
    public static Constant Read(TensorProto tensor)
    {
        if (tensor.DataLocation == TensorProto.Types.DataLocation.External)
        {
            throw new ToolException($"the tensor \"{tensor.Name}\" lies in another file, which is not opened; save the model with its tensors inside.");
        }

        int[] shape = [.. tensor.Dims.Select(extent => (int)Math.Clamp(extent, -1, int.MaxValue))];
        var length = Constant.LengthOf(shape);
        var values = tensor.RawData.IsEmpty ? Fields(tensor) : Raw(tensor, length);
        return values.Length == length
            ? new Constant(shape, values)
            : throw new ToolException($"the tensor \"{tensor.Name}\" of [{string.Join(", ", shape)}] holds {values.Length} numbers.");
    }

    private static double[] Raw(TensorProto tensor, int length)
    {
        var raw = tensor.RawData.Span;
        var size = Size(tensor);
        if (raw.Length != (long)size * length)
        {
            throw new ToolException($"the tensor \"{tensor.Name}\" holds {raw.Length} bytes where its shape needs {(long)size * length}.");
        }

        var values = new double[length];
        for (var index = 0; index < length; index++)
        {
            var element = raw.Slice(index * size, size);
            values[index] = (OnnxType)tensor.DataType switch
            {
                OnnxType.Float => BinaryPrimitives.ReadSingleLittleEndian(element),
                OnnxType.Double => BinaryPrimitives.ReadDoubleLittleEndian(element),
                OnnxType.Half => (double)BinaryPrimitives.ReadHalfLittleEndian(element),
                OnnxType.BFloat16 => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadInt16LittleEndian(element) << 16),
                OnnxType.Int8 => (sbyte)element[0],
                OnnxType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(element),
                OnnxType.Int64 => BinaryPrimitives.ReadInt64LittleEndian(element),
                _ => element[0],
            };
        }

        return values;
    }

    private static int Size(TensorProto tensor) => (OnnxType)tensor.DataType switch
    {
        OnnxType.UInt8 or OnnxType.Int8 or OnnxType.Bool => 1,
        OnnxType.Half or OnnxType.BFloat16 => 2,
        OnnxType.Float or OnnxType.Int32 => 4,
        OnnxType.Double or OnnxType.Int64 => 8,
        _ => throw Unreadable(tensor),
    };

    private static double[] Fields(TensorProto tensor) => (OnnxType)tensor.DataType switch
    {
        OnnxType.Float => [.. tensor.FloatData.Select(value => (double)value)],
        OnnxType.Double => [.. tensor.DoubleData],
        OnnxType.Int64 => [.. tensor.Int64Data.Select(value => (double)value)],
        OnnxType.UInt8 or OnnxType.Int8 or OnnxType.Int32 or OnnxType.Bool => [.. tensor.Int32Data.Select(value => (double)value)],
        OnnxType.Half => [.. tensor.Int32Data.Select(value => (double)BitConverter.UInt16BitsToHalf((ushort)value))],
        OnnxType.BFloat16 => [.. tensor.Int32Data.Select(value => (double)BitConverter.Int32BitsToSingle(value << 16))],
        _ => throw Unreadable(tensor),
    };

    private static ToolException Unreadable(TensorProto tensor) =>
        new($"the tensor \"{tensor.Name}\" has the element type {tensor.DataType}; {string.Join(", ", Enum.GetNames<OnnxType>())} are accepted.");
}
