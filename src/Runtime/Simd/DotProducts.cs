using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.Wasm;
using System.Runtime.Intrinsics.X86;

namespace MobileNetGen.CompilerServices;

/// <summary>
/// Sums of four products in each lane of 32 bits: bytes from 0 to 255 times bytes from −128 to 127. All sums are exact, so that which instruction
/// makes them changes no bit. Without one for bytes, the bytes at even and odd places are multiplied as shorts.
/// </summary>
public static class DotProducts
{
    /// <summary>True where 256 bits have an instruction for bytes, which 512 bits lack.</summary>
    public static bool HasBytes256 => AvxVnni.IsSupported;

    /// <summary>The sums with four products more in each lane.</summary>
    /// <param name="sum">The sums.</param>
    /// <param name="left">The unsigned factors.</param>
    /// <param name="right">The signed factors.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Add(Vector512<int> sum, Vector512<byte> left, Vector512<sbyte> right)
    {
        if (!Avx512BW.IsSupported)
        {
            return Vector512.Create(Add(sum.GetLower(), left.GetLower(), right.GetLower()), Add(sum.GetUpper(), left.GetUpper(), right.GetUpper()));
        }

        var even =
            Avx512BW.MultiplyAddAdjacent((left.AsUInt16() & Vector512.Create((ushort)0xFF)).AsInt16(), Vector512.ShiftRightArithmetic(right.AsInt16() << 8, 8));
        var odd = Avx512BW.MultiplyAddAdjacent(Vector512.ShiftRightLogical(left.AsUInt16(), 8).AsInt16(), Vector512.ShiftRightArithmetic(right.AsInt16(), 8));
        return sum + even + odd;
    }

    /// <inheritdoc cref="Add(Vector512{int}, Vector512{byte}, Vector512{sbyte})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Add(Vector256<int> sum, Vector256<byte> left, Vector256<sbyte> right)
    {
        if (AvxVnni.IsSupported)
        {
            return AvxVnni.MultiplyWideningAndAdd(sum, left, right);
        }

        if (!Avx2.IsSupported)
        {
            return Vector256.Create(Add(sum.GetLower(), left.GetLower(), right.GetLower()), Add(sum.GetUpper(), left.GetUpper(), right.GetUpper()));
        }

        var even =
            Avx2.MultiplyAddAdjacent((left.AsUInt16() & Vector256.Create((ushort)0xFF)).AsInt16(), Vector256.ShiftRightArithmetic(right.AsInt16() << 8, 8));
        var odd = Avx2.MultiplyAddAdjacent(Vector256.ShiftRightLogical(left.AsUInt16(), 8).AsInt16(), Vector256.ShiftRightArithmetic(right.AsInt16(), 8));
        return sum + even + odd;
    }

    /// <inheritdoc cref="Add(Vector512{int}, Vector512{byte}, Vector512{sbyte})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Add(Vector128<int> sum, Vector128<byte> left, Vector128<sbyte> right)
    {
        if (AvxVnni.IsSupported)
        {
            return AvxVnni.MultiplyWideningAndAdd(sum, left, right);
        }

        if (Dp.IsSupported)
        {
            // Both sides have a sign there: left is 128 more than what is multiplied, and so the sum lacks 64 · right twice, which pixels have in common.
            var half = Vector128.Create((sbyte)64);
            var missing = Dp.DotProduct(Dp.DotProduct(Vector128<int>.Zero, half, right), half, right);
            return Dp.DotProduct(sum, (left ^ Vector128.Create((byte)128)).AsSByte(), right) + missing;
        }

        var (evenLeft, evenRight) = ((left.AsUInt16() & Vector128.Create((ushort)0xFF)).AsInt16(), Vector128.ShiftRightArithmetic(right.AsInt16() << 8, 8));
        var (oddLeft, oddRight) = (Vector128.ShiftRightLogical(left.AsUInt16(), 8).AsInt16(), Vector128.ShiftRightArithmetic(right.AsInt16(), 8));
        if (Sse2.IsSupported)
        {
            return sum + Sse2.MultiplyAddAdjacent(evenLeft, evenRight) + Sse2.MultiplyAddAdjacent(oddLeft, oddRight);
        }

        if (PackedSimd.IsSupported)
        {
            return sum + PackedSimd.Dot(evenLeft, evenRight) + PackedSimd.Dot(oddLeft, oddRight);
        }

        // Each product fits a short: 255 · 128 is less than 2^15.
        var (even, odd) = (evenLeft * evenRight, oddLeft * oddRight);
        if (AdvSimd.IsSupported)
        {
            return AdvSimd.AddPairwiseWideningAndAdd(AdvSimd.AddPairwiseWideningAndAdd(sum, even), odd);
        }

        return sum + Pairs(even) + Pairs(odd);
    }

    /// <summary>The sums with four products more, of the lowest bytes of two words.</summary>
    /// <param name="sum">The sum.</param>
    /// <param name="left">The unsigned factors.</param>
    /// <param name="right">The signed factors.</param>
    public static int Add(int sum, int left, int right) => sum
        + ((byte)left * (sbyte)right)
        + ((byte)(left >> 8) * (sbyte)(right >> 8))
        + ((byte)(left >> 16) * (sbyte)(right >> 16))
        + ((byte)(left >> 24) * (sbyte)(right >> 24));

    private static Vector128<int> Pairs(Vector128<short> shorts) =>
        Vector128.ShiftRightArithmetic(shorts.AsInt32() << 16, 16) + Vector128.ShiftRightArithmetic(shorts.AsInt32(), 16);
}
