using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MobileNetGen.Quantized;

/// <summary>
/// Floats to integers from 0 to 255: to nearest, ties to even, a zero point added, and cut off at two ends. A float whose magnitude is below 2^22
/// and 1.5 · 2^23 have a sum whose lowest bits are the rounded integer, in every CPU.
/// </summary>
internal static class FloatRounding
{
    private const float Magic = 12582912f;
    private const int MagicBits = 0x4B400000;

    /// <summary>The instructions of x86 make the smallest integer of what is too large.</summary>
    private const float Large = 1 << 24;

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

    /// <summary>The nearest integer, halves to even; what is far beyond a byte may be another integer that is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> ToEven(Vector512<float> value) => Avx512F.IsSupported
        ? Avx512F.ConvertToVector512Int32(Avx512F.Min(value, Vector512.Create(Large)))
        : Vector512.ConvertToInt32(Vector512.Round(value));

    /// <inheritdoc cref="ToEven(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> ToEven(Vector256<float> value) => Avx.IsSupported
        ? Avx.ConvertToVector256Int32(Avx.Min(value, Vector256.Create(Large)))
        : Vector256.ConvertToInt32(Vector256.Round(value));

    /// <inheritdoc cref="ToEven(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> ToEven(Vector128<float> value) => Sse2.IsSupported
        ? Sse2.ConvertToVector128Int32(Sse.Min(value, Vector128.Create(Large)))
        : Vector128.ConvertToInt32(Vector128.Round(value));
}
