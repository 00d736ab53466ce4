using MobileNetGen.CompilerServices;

namespace MobileNetGen.Quantized;

/// <summary>Hard-swish in the 16-bit fixed point that TensorFlow Lite has for it in all its kernels (<c>reference/hard_swish.h</c>).</summary>
internal static class HardSwishTable
{
    private const int InputBits = 7;

    public static Func<int, int> Of(Quantization input, Quantization output)
    {
        var fine = input.Scale * (1f / (1 << InputBits));
        var (outputFactor, outputShift) = Split(fine / output.Scale);
        var (gateFactor, gateShift) = Split(fine / (3f / 32768f));
        return value =>
        {
            var shifted = (value - input.ZeroPoint) << InputBits;
            var rescaled = HighProduct(shifted, outputFactor);
            var gate = shifted;
            if (gateShift > 0)
            {
                gate = Saturated(gate << (gateShift - 1));
            }

            gate = HighProduct(gate, gateFactor);
            if (gateShift > 0)
            {
                gate = Saturated(gate << 1);
            }
            else if (gateShift < 0)
            {
                gate = FixedPointMultiplier.DivideByPowerOfTwo(gate, -gateShift);
            }

            // From [-1, 1] to [0, 1].
            gate = (gate + (1 << 15)) >> 1;
            return FixedPointMultiplier.DivideByPowerOfTwo(gate * rescaled / (1 << 15), -outputShift) + output.ZeroPoint;
        };
    }

    /// <summary>A multiplier of 16 bits, and the power of two.</summary>
    private static (int Factor, int Shift) Split(float real)
    {
        var multiplier = FixedPointMultiplier.Of(real);
        return ((int)Math.Min(((long)multiplier.Multiplier + (1 << 15)) >> 16, short.MaxValue), multiplier.Shift);
    }

    private static int HighProduct(int left, int right)
    {
        var product = (long)left * right;
        return Saturated((int)((product + (product >= 0 ? 1 << 14 : 1 - (1 << 14))) / (1 << 15)));
    }

    private static int Saturated(int value) => Math.Clamp(value, short.MinValue, short.MaxValue);
}
