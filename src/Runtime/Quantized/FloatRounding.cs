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

    public static byte ToInteger(float value, ByteRange range)
    {
        var bounded = Math.Min(Math.Max(value, range.Min - range.Zero), range.Max - range.Zero);
        return (byte)(BitConverter.SingleToInt32Bits(bounded + Magic) - MagicBits + range.Zero);
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
