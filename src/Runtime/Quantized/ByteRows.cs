using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace MobileNetGen.Quantized;

/// <summary>Interleaves rows of bytes: first each row's first byte, then each row's second byte.</summary>
internal static class ByteRows
{
    /// <summary>
    /// A matrix of 4 × 4 double words, transposed. Unpacking and packing work in quarters of 128 bits: so put, their words come out, or come in, in order.
    /// </summary>
    public static Vector512<int> Order512 => Vector512.Create(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15);

    private static Vector256<int> Order256 => Vector256.Create(0, 2, 4, 6, 1, 3, 5, 7);

    /// <summary>Interleaves the bytes of four rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Interleave(
        Vector512<byte> row0, Vector512<byte> row1, Vector512<byte> row2, Vector512<byte> row3,
        out Vector512<byte> first, out Vector512<byte> second, out Vector512<byte> third, out Vector512<byte> fourth)
    {
        if (!Avx512BW.IsSupported)
        {
            Interleave(row0.GetLower(), row1.GetLower(), row2.GetLower(), row3.GetLower(),
                out var lower0, out var lower1, out var lower2, out var lower3);
            Interleave(row0.GetUpper(), row1.GetUpper(), row2.GetUpper(), row3.GetUpper(),
                out var upper0, out var upper1, out var upper2, out var upper3);
            (first, second) = (Vector512.Create(lower0, lower1), Vector512.Create(lower2, lower3));
            (third, fourth) = (Vector512.Create(upper0, upper1), Vector512.Create(upper2, upper3));
            return;
        }

        var (even, odd, nextEven, nextOdd) = (Ordered(row0), Ordered(row1), Ordered(row2), Ordered(row3));
        var (lower, upper) = (Avx512BW.UnpackLow(even, odd).AsInt16(), Avx512BW.UnpackHigh(even, odd).AsInt16());
        var (nextLower, nextUpper) = (Avx512BW.UnpackLow(nextEven, nextOdd).AsInt16(), Avx512BW.UnpackHigh(nextEven, nextOdd).AsInt16());
        (first, second) = (Avx512BW.UnpackLow(lower, nextLower).AsByte(), Avx512BW.UnpackHigh(lower, nextLower).AsByte());
        (third, fourth) = (Avx512BW.UnpackLow(upper, nextUpper).AsByte(), Avx512BW.UnpackHigh(upper, nextUpper).AsByte());
    }

    /// <summary>Interleaves the bytes of four rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Interleave(
        Vector256<byte> row0, Vector256<byte> row1, Vector256<byte> row2, Vector256<byte> row3,
        out Vector256<byte> first, out Vector256<byte> second, out Vector256<byte> third, out Vector256<byte> fourth)
    {
        if (!Avx2.IsSupported)
        {
            Interleave(row0.GetLower(), row1.GetLower(), row2.GetLower(), row3.GetLower(),
                out var lower0, out var lower1, out var lower2, out var lower3);
            Interleave(row0.GetUpper(), row1.GetUpper(), row2.GetUpper(), row3.GetUpper(),
                out var upper0, out var upper1, out var upper2, out var upper3);
            (first, second) = (Vector256.Create(lower0, lower1), Vector256.Create(lower2, lower3));
            (third, fourth) = (Vector256.Create(upper0, upper1), Vector256.Create(upper2, upper3));
            return;
        }

        var (even, odd, nextEven, nextOdd) = (Ordered(row0), Ordered(row1), Ordered(row2), Ordered(row3));
        var (lower, upper) = (Avx2.UnpackLow(even, odd).AsInt16(), Avx2.UnpackHigh(even, odd).AsInt16());
        var (nextLower, nextUpper) = (Avx2.UnpackLow(nextEven, nextOdd).AsInt16(), Avx2.UnpackHigh(nextEven, nextOdd).AsInt16());
        (first, second) = (Avx2.UnpackLow(lower, nextLower).AsByte(), Avx2.UnpackHigh(lower, nextLower).AsByte());
        (third, fourth) = (Avx2.UnpackLow(upper, nextUpper).AsByte(), Avx2.UnpackHigh(upper, nextUpper).AsByte());
    }

    /// <summary>Interleaves the bytes of four rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Interleave(
        Vector128<byte> row0, Vector128<byte> row1, Vector128<byte> row2, Vector128<byte> row3,
        out Vector128<byte> first, out Vector128<byte> second, out Vector128<byte> third, out Vector128<byte> fourth)
    {
        var (lower, upper) = (LowerPairs(row0, row1), UpperPairs(row0, row1));
        var (nextLower, nextUpper) = (LowerPairs(row2, row3), UpperPairs(row2, row3));
        (first, second) = (LowerFours(lower, nextLower), UpperFours(lower, nextLower));
        (third, fourth) = (LowerFours(upper, nextUpper), UpperFours(upper, nextUpper));
    }

    private static Vector512<byte> Ordered(Vector512<byte> row) => Avx512F.PermuteVar16x32(row.AsInt32(), Order512).AsByte();

    private static Vector256<byte> Ordered(Vector256<byte> row) => Avx2.PermuteVar8x32(row.AsInt32(), Order256).AsByte();

    private static Vector128<byte> LowerPairs(Vector128<byte> even, Vector128<byte> odd) =>
        Sse2.IsSupported ? Sse2.UnpackLow(even, odd)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(even, odd)
        : (Vector128.WidenLower(even) | (Vector128.WidenLower(odd) << 8)).AsByte();

    private static Vector128<byte> UpperPairs(Vector128<byte> even, Vector128<byte> odd) =>
        Sse2.IsSupported ? Sse2.UnpackHigh(even, odd)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(even, odd)
        : (Vector128.WidenUpper(even) | (Vector128.WidenUpper(odd) << 8)).AsByte();

    private static Vector128<byte> LowerFours(Vector128<byte> even, Vector128<byte> odd) =>
        Sse2.IsSupported ? Sse2.UnpackLow(even.AsInt16(), odd.AsInt16()).AsByte()
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(even.AsInt16(), odd.AsInt16()).AsByte()
        : (Vector128.WidenLower(even.AsUInt16()) | (Vector128.WidenLower(odd.AsUInt16()) << 16)).AsByte();

    private static Vector128<byte> UpperFours(Vector128<byte> even, Vector128<byte> odd) =>
        Sse2.IsSupported ? Sse2.UnpackHigh(even.AsInt16(), odd.AsInt16()).AsByte()
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(even.AsInt16(), odd.AsInt16()).AsByte()
        : (Vector128.WidenUpper(even.AsUInt16()) | (Vector128.WidenUpper(odd.AsUInt16()) << 16)).AsByte();
}
