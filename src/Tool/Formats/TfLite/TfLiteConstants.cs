using System.Buffers.Binary;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Lowering;

namespace MobileNetGen.Tool.Formats.TfLite;

/// <summary>Constants out of a file's bytes.</summary>
internal static class TfLiteConstants
{
    /// <summary>The tensor's own elements.</summary>
    /// <exception cref="ToolException">The bytes do not fill the shape, or are of a type that is not read.</exception>
    public static Constant Read(TfLiteTensor tensor, ReadOnlySpan<byte> bytes)
    {
        var length = Constant.LengthOf(tensor.Shape);
        if (tensor.Sparsity is { } sparsity)
        {
            var held = (int)Math.Min(bytes.Length * 8L / Bits(tensor), Limits.MaxElements);
            return new Constant(tensor.Shape, TfLiteSparsity.Dense(tensor, Elements(tensor, bytes, held), sparsity));
        }

        return (length + (tensor.Type == TfLiteType.Int4 ? 1 : 0)) * (long)Bits(tensor) / 8 == bytes.Length
            ? new Constant(tensor.Shape, Elements(tensor, bytes, length))
            : throw new ToolException($"the tensor \"{tensor.Name}\" of {tensor.DisplayShape} has {bytes.Length} bytes of {tensor.DisplayType}.");
    }

    /// <summary>The real numbers that a quantised tensor's integers stand for.</summary>
    public static Constant Real(TfLiteTensor tensor, Constant integers) => Constants.Zip(
        Constants.Zip(integers, AlongDimension(tensor, [.. tensor.ZeroPoint.Select(value => (double)value)], 0), (value, zero) => value - zero),
        AlongDimension(tensor, [.. tensor.Scale.Select(value => (double)value)], 1),
        (value, step) => value * step);

    /// <summary>One number for all elements, or one for each place along the quantised dimension.</summary>
    public static Constant AlongDimension(TfLiteTensor tensor, double[] numbers, double fallback) => numbers switch
    {
        [] => Constant.Scalar(fallback),
        [var number] => Constant.Scalar(number),
        _ when tensor.Shape.Length == 1 => new Constant(tensor.Shape, numbers),
        _ => new Constant([.. tensor.Shape.Select((extent, axis) => axis == Reshaping.Axis(tensor.Dimension, tensor.Shape.Length) ? extent : 1)], numbers),
    };

    private static int Bits(TfLiteTensor tensor) => tensor.Type switch
    {
        TfLiteType.Int4 => 4,
        TfLiteType.Int8 or TfLiteType.UInt8 or TfLiteType.Bool => 8,
        TfLiteType.Float16 or TfLiteType.BFloat16 or TfLiteType.Int16 or TfLiteType.UInt16 => 16,
        TfLiteType.Float32 or TfLiteType.Int32 or TfLiteType.UInt32 => 32,
        TfLiteType.Float64 or TfLiteType.Int64 or TfLiteType.UInt64 => 64,
        _ => throw new ToolException($"the tensor \"{tensor.Name}\" is {tensor.DisplayType}, which is not read."),
    };

    private static double[] Elements(TfLiteTensor tensor, ReadOnlySpan<byte> bytes, int count)
    {
        var (values, size) = (new double[count], Bits(tensor) / 8);
        for (var index = 0; index < count; index++)
        {
            values[index] = size == 0 ? Nibble(bytes, index) : Element(tensor.Type, bytes.Slice(index * size, size));
        }

        return values;
    }

    /// <summary>Two integers a byte, the first in the lower half.</summary>
    private static double Nibble(ReadOnlySpan<byte> bytes, int index) => (sbyte)((bytes[index / 2] >> (index % 2 * 4)) << 4) >> 4;

    private static double Element(TfLiteType type, ReadOnlySpan<byte> element) => type switch
    {
        TfLiteType.Int8 => (sbyte)element[0],
        TfLiteType.UInt8 => element[0],
        TfLiteType.Bool => element[0] == 0 ? 0 : 1,
        TfLiteType.Float16 => (double)BinaryPrimitives.ReadHalfLittleEndian(element),
        TfLiteType.BFloat16 => BitConverter.UInt32BitsToSingle((uint)BinaryPrimitives.ReadUInt16LittleEndian(element) << 16),
        TfLiteType.Int16 => BinaryPrimitives.ReadInt16LittleEndian(element),
        TfLiteType.UInt16 => BinaryPrimitives.ReadUInt16LittleEndian(element),
        TfLiteType.Float32 => BinaryPrimitives.ReadSingleLittleEndian(element),
        TfLiteType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(element),
        TfLiteType.UInt32 => BinaryPrimitives.ReadUInt32LittleEndian(element),
        TfLiteType.Float64 => BinaryPrimitives.ReadDoubleLittleEndian(element),
        TfLiteType.UInt64 => BinaryPrimitives.ReadUInt64LittleEndian(element),
        _ => BinaryPrimitives.ReadInt64LittleEndian(element),
    };
}
