using System.Buffers.Binary;
using System.Globalization;
using MobileNetGen.Tool.Import;

namespace MobileNetGen.Tool.Formats.Onnx;

/// <summary>Reads the tensors of a model, which stand in it or in files beside it.</summary>
/// <param name="budget">Counts the files.</param>
/// <param name="beside">The bytes of a file in the model's folder.</param>
internal sealed class OnnxTensors(Budget budget, Func<string, byte[]> beside)
{
    private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    /// <exception cref="ToolException">The tensor is of a type that is not read, its bytes do not fill its shape, or its file cannot be had.</exception>
    public Constant Read(TensorProto tensor)
    {
        var element = Element(tensor);
        int[] shape = [.. tensor.Dims.Select(extent => (int)Math.Clamp(extent, -1, int.MaxValue))];
        var length = Constant.LengthOf(shape);
        var values = tensor.DataLocation == TensorProto.Types.DataLocation.External ? Raw(tensor, element, External(tensor), length)
            : tensor.RawData.IsEmpty ? Fields(tensor, element, length)
            : Raw(tensor, element, tensor.RawData.Span, length);
        return values.Length == length
            ? new Constant(shape, values) { Element = element }
            : throw new ToolException($"the tensor \"{tensor.Name}\" of [{string.Join(", ", shape)}] holds {values.Length} numbers.");
    }

    private static ModelElementType Element(TensorProto tensor)
    {
        try
        {
            return OnnxTypes.Element(tensor.DataType) is var element && element != ModelElementType.String
                ? element
                : throw new ToolException("it is of strings; numbers are accepted.");
        }
        catch (ToolException wrong)
        {
            throw new ToolException($"the tensor \"{tensor.Name}\": {wrong.Message}");
        }
    }

    private ReadOnlySpan<byte> External(TensorProto tensor)
    {
        string? Said(string key) => tensor.ExternalData.LastOrDefault(entry => entry.Key == key)?.Value;
        long Number(string key, long fallback) => Said(key) is not { } text ? fallback
            : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : throw new ToolException($"the tensor \"{tensor.Name}\" lies in another file, at the {key} \"{text}\"; a whole number is accepted.");

        var location = Said("location") ?? "";
        var file = Open(location);
        var offset = Number("offset", 0);
        var length = Number("length", Math.Max(0, file.Length - offset));
        return offset <= file.Length && length <= file.Length - offset
            ? file.AsSpan((int)offset, (int)length)
            : throw new ToolException($"the tensor \"{tensor.Name}\" is {length} bytes from {offset} on of \"{location}\", which has {file.Length} bytes.");
    }

    private byte[] Open(string location)
    {
        if (_files.TryGetValue(location, out var file))
        {
            return file;
        }

        try
        {
            file = beside(location);
        }
        catch (ToolException wrong)
        {
            throw new ToolException($"its tensors lie outside the model: {wrong.Message.TrimEnd('.')}; keep the file beside the model, or save all in one, "
                + "as torch.onnx.export(…, external_data=False) does.");
        }

        budget.AddFile(file.Length);
        return _files[location] = file;
    }

    private static double[] Raw(TensorProto tensor, ModelElementType element, ReadOnlySpan<byte> raw, int length)
    {
        var bytes = element is ModelElementType.Int4 or ModelElementType.UInt4 ? (length + 1L) / 2 : (long)Size(element) * length;
        if (raw.Length != bytes)
        {
            throw new ToolException($"the tensor \"{tensor.Name}\" holds {raw.Length} bytes where its shape needs {bytes}.");
        }

        var values = new double[length];
        for (var index = 0; index < length; index++)
        {
            values[index] = element switch
            {
                ModelElementType.Int4 or ModelElementType.UInt4 => Nibble(raw[index / 2], index % 2, element),
                _ => Number(raw.Slice(index * Size(element), Size(element)), element),
            };
        }

        return values;
    }

    private static double Number(ReadOnlySpan<byte> bytes, ModelElementType element) => element switch
    {
        ModelElementType.Float32 => BinaryPrimitives.ReadSingleLittleEndian(bytes),
        ModelElementType.Float64 => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
        ModelElementType.Float16 => (double)BinaryPrimitives.ReadHalfLittleEndian(bytes),
        ModelElementType.BFloat16 => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadInt16LittleEndian(bytes) << 16),
        ModelElementType.Int8 => (sbyte)bytes[0],
        ModelElementType.Int16 => BinaryPrimitives.ReadInt16LittleEndian(bytes),
        ModelElementType.UInt16 => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        ModelElementType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(bytes),
        ModelElementType.UInt32 => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        ModelElementType.Int64 => BinaryPrimitives.ReadInt64LittleEndian(bytes),
        ModelElementType.UInt64 => BinaryPrimitives.ReadUInt64LittleEndian(bytes),
        _ => bytes[0],
    };

    private static int Size(ModelElementType element) => element switch
    {
        ModelElementType.Float16 or ModelElementType.BFloat16 or ModelElementType.Int16 or ModelElementType.UInt16 => 2,
        ModelElementType.Float32 or ModelElementType.Int32 or ModelElementType.UInt32 => 4,
        ModelElementType.Float64 or ModelElementType.Int64 or ModelElementType.UInt64 => 8,
        _ => 1,
    };

    /// <summary>The first element of two is in the lower bits.</summary>
    private static double Nibble(int packed, int place, ModelElementType element)
    {
        var bits = (packed >> (4 * place)) & 0xF;
        return element == ModelElementType.Int4 && bits > 7 ? bits - 16 : bits;
    }

    private static double[] Fields(TensorProto tensor, ModelElementType element, int length) => element switch
    {
        ModelElementType.Float32 => [.. tensor.FloatData.Select(value => (double)value)],
        ModelElementType.Float64 => [.. tensor.DoubleData],
        ModelElementType.Int64 => [.. tensor.Int64Data.Select(value => (double)value)],
        ModelElementType.UInt32 or ModelElementType.UInt64 => [.. tensor.Uint64Data.Select(value => (double)value)],
        ModelElementType.Float16 => [.. tensor.Int32Data.Select(value => (double)BitConverter.UInt16BitsToHalf((ushort)value))],
        ModelElementType.BFloat16 => [.. tensor.Int32Data.Select(value => (double)BitConverter.Int32BitsToSingle(value << 16))],
        ModelElementType.Int4 or ModelElementType.UInt4 => [.. Enumerable.Range(0, tensor.Int32Data.Count == (length + 1L) / 2 ? length : 0)
            .Select(index => Nibble(tensor.Int32Data[index / 2], index % 2, element))],
        _ => [.. tensor.Int32Data.Select(value => (double)value)],
    };
}
