using System.Runtime.Intrinsics;

namespace MobileNetGen.Quantized;

/// <summary>
/// Floats to integers from 0 to 255: to nearest, ties to even, a zero point added, and cut off at two ends. A float whose magnitude is below 2^22
/// and 1.5 · 2^23 have a sum whose lowest bits are the rounded integer, in every CPU.
/// </summary>
internal static class FloatRounding
{
    private const float Magic = 12582912f;
    private const int MagicBits = 0x4B400000;

    public static byte ToInteger(float value, int zero, int min, int max)
    {
        var bounded = Math.Min(Math.Max(value, min - zero), max - zero);
        return (byte)(BitConverter.SingleToInt32Bits(bounded + Magic) - MagicBits + zero);
    }

    public static Vector128<int> ToIntegers(Vector128<float> value, int zero, int min, int max)
    {
        var bounded = Vector128.Min(Vector128.Max(value, Vector128.Create((float)(min - zero))), Vector128.Create((float)(max - zero)));
        return (bounded + Vector128.Create(Magic)).AsInt32() + Vector128.Create(zero - MagicBits);
    }

    public static Vector256<int> ToIntegers(Vector256<float> value, int zero, int min, int max)
    {
        var bounded = Vector256.Min(Vector256.Max(value, Vector256.Create((float)(min - zero))), Vector256.Create((float)(max - zero)));
        return (bounded + Vector256.Create(Magic)).AsInt32() + Vector256.Create(zero - MagicBits);
    }

    public static Vector512<int> ToIntegers(Vector512<float> value, int zero, int min, int max)
    {
        var bounded = Vector512.Min(Vector512.Max(value, Vector512.Create((float)(min - zero))), Vector512.Create((float)(max - zero)));
        return (bounded + Vector512.Create(Magic)).AsInt32() + Vector512.Create(zero - MagicBits);
    }
}
