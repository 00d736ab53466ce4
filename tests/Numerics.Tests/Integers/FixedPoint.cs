namespace MobileNetGen.Numerics.Tests.Integers;

/// <summary>Products with multipliers of 31 bits, as TensorFlow Lite's documentation of its arithmetic has them; by magnitude and sign, in 128 bits.</summary>
/// <param name="Value">From 2^30 to 2^31 − 1; 0 for numbers that are too small.</param>
/// <param name="Shift">The number is <c>Value · 2^(Shift − 31)</c>.</param>
internal readonly record struct FixedPoint(long Value, int Shift)
{
    public static FixedPoint Of(double real)
    {
        if (real == 0)
        {
            return default;
        }

        var shift = Math.ILogB(real) + 1;
        var value = (long)Math.Round(Math.ScaleB(real, 31 - shift), MidpointRounding.AwayFromZero);
        (value, shift) = value == 1L << 31 ? (value / 2, shift + 1) : (value, shift);
        return shift < -31 ? default : new FixedPoint(value, shift);
    }

    /// <summary>Rounded by the multiplier, ties upwards, then by the shift, ties away from zero.</summary>
    public long Twice(long value) => Away(High(value << Math.Max(Shift, 0), Value), Math.Max(-Shift, 0));

    /// <summary>Rounded once, ties upwards.</summary>
    public long Once(long value) => (long)((((Int128)value * Value) + (Int128.One << (30 - Shift))) >> (31 - Shift));

    /// <summary>Twice the product's upper half, ties upwards.</summary>
    public static long High(long left, long right, int bits = 31)
    {
        var product = (Int128)left * right;
        var half = Int128.One << (bits - 1);
        return (long)(product >= 0 ? (product + half) >> bits : -((-product + half - 1) >> bits));
    }

    /// <summary>Over a power of two, ties away from zero.</summary>
    public static long Away(long value, int bits) => bits == 0 ? value : Math.Sign(value) * ((Math.Abs(value) + (1L << (bits - 1))) >> bits);
}
