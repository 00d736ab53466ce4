using System.Buffers.Binary;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Lowering;
using static MobileNetGen.Tool.Formats.TfLite.TfLiteFields;

namespace MobileNetGen.Tool.Formats.TfLite;

/// <summary>A tensor's entry: extents, element type, quantisation.</summary>
internal sealed record TfLiteTensor(string Name, int[] Shape, TfLiteType Type, int Buffer, float[] Scale, long[] ZeroPoint, int Dimension)
{
    public static TfLiteTensor Of(FlatTable table)
    {
        var quantization = table.Table(TfLiteFields.Tensor.Quantization);
        return new TfLiteTensor(
            table.Text(TfLiteFields.Tensor.Name),
            table.Integers(TfLiteFields.Tensor.Shape) ?? [],
            (TfLiteType)table.Byte(TfLiteFields.Tensor.Type),
            table.Integer(TfLiteFields.Tensor.Buffer),
            quantization?.Numbers(Quantization.Scale) ?? [],
            quantization?.Longs(Quantization.ZeroPoint) ?? [],
            quantization?.Integer(Quantization.Dimension) ?? 0);
    }

    public bool IsQuantised => Scale.Length > 0 && Type is TfLiteType.Int8 or TfLiteType.UInt8;

    public (int Least, int Most) Range => Type == TfLiteType.Int8 ? (-128, 127) : (0, 255);

    /// <summary>The integers of a tensor that has one scale.</summary>
    /// <exception cref="ToolException">It has several.</exception>
    public Quantisation Integers => new(Type == TfLiteType.Int8 ? ModelElementType.Int8 : ModelElementType.UInt8, ScaleConstant.Number, ZeroPointConstant.Number);

    public Constant ScaleConstant => Constant.Vector([.. Scale.Select(value => (double)value)]);

    public Constant ZeroPointConstant => ZeroPoint.Length == 0 ? Constant.Scalar(0) : Constant.Vector([.. ZeroPoint.Select(value => (double)value)]);

    /// <summary>The tensor's numbers; quantised ones as the real numbers that they stand for.</summary>
    /// <exception cref="ToolException">The bytes do not fill the shape, or are of a type that is not read.</exception>
    public Constant Read(ReadOnlySpan<byte> bytes)
    {
        var size = Type switch
        {
            TfLiteType.Int8 or TfLiteType.UInt8 => 1,
            TfLiteType.Float16 => 2,
            TfLiteType.Float32 or TfLiteType.Int32 => 4,
            TfLiteType.Int64 => 8,
            _ => throw new ToolException($"the tensor \"{Name}\" has the element type {Type}; {string.Join(", ", Enum.GetNames<TfLiteType>())} are accepted."),
        };
        var length = Constant.LengthOf(Shape);
        if (bytes.Length != (long)length * size)
        {
            throw new ToolException($"the tensor \"{Name}\" of [{string.Join(", ", Shape)}] has {bytes.Length} bytes where {(long)length * size} are needed.");
        }

        var values = new double[length];
        for (var index = 0; index < length; index++)
        {
            var element = bytes.Slice(index * size, size);
            values[index] = Type switch
            {
                TfLiteType.Int8 => (sbyte)element[0],
                TfLiteType.UInt8 => element[0],
                TfLiteType.Float16 => (double)BinaryPrimitives.ReadHalfLittleEndian(element),
                TfLiteType.Float32 => BinaryPrimitives.ReadSingleLittleEndian(element),
                TfLiteType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(element),
                _ => BinaryPrimitives.ReadInt64LittleEndian(element),
            };
        }

        return Scale.Length == 0 ? new Constant(Shape, values) : Real(new Constant(Shape, values));
    }

    private Constant Real(Constant integers) => Constants.Zip(
        Constants.Zip(integers, AlongDimension(ZeroPointConstant), (value, offset) => value - offset),
        AlongDimension(ScaleConstant),
        (value, step) => value * step);

    /// <summary>Biases have the kernel's dimension in some files, and always one axis.</summary>
    private Constant AlongDimension(Constant numbers) => numbers.Values.Length == 1 || Shape.Length == 0
        ? Constant.Scalar(numbers.Number)
        : new Constant([.. Shape.Select((extent, axis) => axis == (Shape.Length == 1 ? 0 : Reshaping.Axis(Dimension, Shape.Length)) ? extent : 1)], numbers.Values);
}
