using System.Buffers.Binary;

namespace MobileNetGen.Weights;

/// <summary>How integers are written as elements of a type.</summary>
/// <param name="Code">The type in a header of safetensors.</param>
/// <param name="Size">Bytes of an element.</param>
/// <param name="Min">The least that it holds.</param>
/// <param name="Max">The largest that it holds.</param>
internal sealed record IntegerEncoding(string Code, int Size, int Min, int Max)
{
    private static readonly IntegerEncoding s_int8 = new("I8", 1, sbyte.MinValue, sbyte.MaxValue);
    private static readonly IntegerEncoding s_uint8 = new("U8", 1, byte.MinValue, byte.MaxValue);
    private static readonly IntegerEncoding s_int32 = new("I32", 4, int.MinValue, int.MaxValue);

    /// <exception cref="ArgumentOutOfRangeException">It is no type of integers.</exception>
    public static IntegerEncoding Of(TensorElementType type) => type switch
    {
        TensorElementType.Int8 => s_int8,
        TensorElementType.UInt8 => s_uint8,
        TensorElementType.Int32 => s_int32,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "this is no type of integers; Int8, UInt8 or Int32 is accepted."),
    };

    public byte[] Bytes(ReadOnlySpan<int> values)
    {
        var bytes = new byte[values.Length * Size];
        for (var index = 0; index < values.Length; index++)
        {
            if (Size == 1)
            {
                bytes[index] = (byte)values[index];
            }
            else
            {
                BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(index * Size), values[index]);
            }
        }

        return bytes;
    }
}
