using System.Buffers.Binary;

namespace MobileNetGen.Weights;

/// <summary>How floats are written as elements of a type: rounded to the nearest, ties to even.</summary>
/// <param name="Name">The type in messages.</param>
/// <param name="Code">The type in a header of safetensors.</param>
/// <param name="Size">Bytes of an element.</param>
/// <param name="Write">Writes an element.</param>
/// <param name="Holds">False for finite floats that would become infinite.</param>
internal sealed record FloatEncoding(string Name, string Code, int Size, FloatEncoding.Writer Write, Func<float, bool> Holds)
{
    public static readonly FloatEncoding Float32 = new("float32", "F32", 4, BinaryPrimitives.WriteSingleLittleEndian, _ => true);

    private static readonly FloatEncoding s_float16 = new(
        "float16", "F16", 2, (to, value) => BinaryPrimitives.WriteHalfLittleEndian(to, (Half)value),
        value => !float.IsFinite(value) || Half.IsFinite((Half)value));

    private static readonly FloatEncoding s_bfloat16 = new(
        "bfloat16", "BF16", 2, (to, value) => BinaryPrimitives.WriteUInt16LittleEndian(to, UpperHalf(value)),
        value => !float.IsFinite(value) || (UpperHalf(value) & 0x7F80) != 0x7F80);

    public delegate void Writer(Span<byte> to, float value);

    /// <exception cref="ArgumentOutOfRangeException">It is no type.</exception>
    public static FloatEncoding Of(TensorElementType type) => type switch
    {
        TensorElementType.Float32 => Float32,
        TensorElementType.Float16 => s_float16,
        TensorElementType.BFloat16 => s_bfloat16,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "this is no type of elements; Float32, Float16 or BFloat16 is accepted."),
    };

    public byte[] Bytes(ReadOnlySpan<float> values)
    {
        var bytes = new byte[values.Length * Size];
        for (var index = 0; index < values.Length; index++)
        {
            Write(bytes.AsSpan(index * Size), values[index]);
        }

        return bytes;
    }

    /// <summary>A NaN stays one, even where all that makes it one lies in the lower half.</summary>
    private static ushort UpperHalf(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        return float.IsNaN(value) ? (ushort)((bits >> 16) | 0x40) : (ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
    }
}
