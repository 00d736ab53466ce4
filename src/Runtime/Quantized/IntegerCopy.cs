using System.Runtime.CompilerServices;
using MobileNetGen.Buffers;
using MobileNetGen.CompilerServices;

namespace MobileNetGen.Quantized;

/// <summary>Inputs and outputs of integers on their way in and out: kernels have all of them from 0 to 255.</summary>
internal static unsafe class IntegerCopy
{
    private const byte SignBit = 0x80;

    public static void Quantize(PortIntegers port, NativeBuffer weights, ReadOnlySpan<float> values, Span<byte> integers) =>
        IntegerFunctions.Quantize(ref *(weights.Pointer + port.Offset), ref Unsafe.AsRef(in values[0]), ref integers[0], values.Length);

    public static void Dequantize(PortIntegers port, NativeBuffer weights, Span<byte> integers, Span<float> values) =>
        IntegerFunctions.Dequantize(ref *(weights.Pointer + port.Offset), ref integers[0], ref values[0], values.Length);

    /// <summary>Integers of a port's own type to those of kernels, or back; floats as they are.</summary>
    public static void Raw(PortIntegers? port, ReadOnlySpan<byte> from, Span<byte> to)
    {
        if (port is not { IsSigned: true })
        {
            from.CopyTo(to);
            return;
        }

        for (var index = 0; index < from.Length; index++)
        {
            to[index] = (byte)(from[index] ^ SignBit);
        }
    }
}
