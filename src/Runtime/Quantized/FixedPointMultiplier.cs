namespace MobileNetGen.CompilerServices;

/// <summary>
/// A real number as an integer and a power of two, <c>Multiplier · 2^(Shift − 31)</c>, and products with it as TensorFlow Lite's kernels round them
/// (gemmlowp's <c>SaturatingRoundingDoublingHighMul</c> and <c>RoundingDivideByPOT</c>; <c>MultiplyByQuantizedMultiplier</c>).
/// </summary>
/// <param name="multiplier">From 2^30 to 2^31 − 1; 0 for numbers that are too small.</param>
/// <param name="shift">The power of two.</param>
public readonly struct FixedPointMultiplier(int multiplier, int shift)
{
    /// <summary>From 2^30 to 2^31 − 1; 0 for numbers that are too small.</summary>
    public int Multiplier { get; } = multiplier;

    /// <summary>The power of two.</summary>
    public int Shift { get; } = shift;

    /// <summary>The nearest to a number of 0 or more.</summary>
    /// <param name="real">The number.</param>
    public static FixedPointMultiplier Of(double real)
    {
        if (real == 0)
        {
            return default;
        }

        var shift = (int)Math.Floor(Math.Log2(real)) + 1;
        var fraction = Math.ScaleB(real, -shift);

        // The logarithm may be rounded across a power of two.
        (fraction, shift) = fraction >= 1 ? (fraction / 2, shift + 1) : fraction < 0.5 ? (fraction * 2, shift - 1) : (fraction, shift);
        var multiplier = (long)Math.Round(fraction * (1L << 31), MidpointRounding.AwayFromZero);
        (multiplier, shift) = multiplier == 1L << 31 ? (multiplier / 2, shift + 1) : (multiplier, shift);
        return shift < -31 ? default : new FixedPointMultiplier((int)multiplier, shift);
    }

    /// <summary>The product, rounded twice: to nearest by the multiplier, then ties away from zero by the shift.</summary>
    /// <param name="value">The other factor.</param>
    public int RoundTwice(int value)
    {
        var high = HighProduct(unchecked(value << Math.Max(Shift, 0)), Multiplier);
        return DivideByPowerOfTwo(high, Math.Max(-Shift, 0));
    }

    /// <summary>The product, rounded once with ties upwards.</summary>
    /// <param name="value">The other factor.</param>
    public int RoundOnce(int value)
    {
        var bits = 31 - Shift;
        return (int)((((long)value * Multiplier) + (1L << (bits - 1))) >> bits);
    }

    /// <summary>The product, rounded twice with ties upwards, as kernels with vectors have it.</summary>
    /// <param name="value">The other factor.</param>
    public int RoundTwiceUp(int value)
    {
        var high = ((((long)value << Math.Max(Shift, 0)) * Multiplier) + (1L << 30)) >> 31;
        var bits = Math.Max(-Shift, 0);
        return (int)((high + ((1L << bits) >> 1)) >> bits);
    }

    /// <summary>The upper half of twice a product, to nearest.</summary>
    internal static int HighProduct(int left, int right)
    {
        if (left == int.MinValue && right == int.MinValue)
        {
            return int.MaxValue;
        }

        var product = (long)left * right;
        return (int)((product + (product >= 0 ? 1L << 30 : 1 - (1L << 30))) / (1L << 31));
    }

    /// <summary>A value over a power of two, ties away from zero.</summary>
    internal static int DivideByPowerOfTwo(int value, int exponent)
    {
        if (exponent > 31)
        {
            return 0;
        }

        var mask = (int)((1L << exponent) - 1);
        return (value >> exponent) + ((value & mask) > (mask >> 1) + (value < 0 ? 1 : 0) ? 1 : 0);
    }
}
