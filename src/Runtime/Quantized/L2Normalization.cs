using System.Runtime.CompilerServices;

namespace MobileNetGen.Quantized;

/// <summary>Integers over the root of the sum of their squares, with a step of 1/128.</summary>
internal static class L2Normalization
{
    private const int Steps = 128;

    public static void Apply(in IntegerPorts ports, ref byte input, ref byte output, int count)
    {
        var squares = 0L;
        for (var index = 0; index < count; index++)
        {
            long difference = Unsafe.Add(ref input, index) - ports.InputZero;
            squares += difference * difference;
        }

        var factor = squares == 0 ? 0 : Steps / Math.Sqrt(squares);
        for (var index = 0; index < count; index++)
        {
            var rounded = (int)Math.Round((Unsafe.Add(ref input, index) - ports.InputZero) * factor, MidpointRounding.ToEven);
            Unsafe.Add(ref output, index) = (byte)Math.Clamp(rounded + ports.OutputZero, byte.MinValue, byte.MaxValue);
        }
    }
}
