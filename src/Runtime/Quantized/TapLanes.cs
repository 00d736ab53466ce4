using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MobileNetGen.Quantized;

namespace MobileNetGen.CompilerServices;

/// <summary>
/// Rows of a map side by side in each lane of 32 bits, for sums of a window's column: a lane has one channel's bytes of up to four rows, and zeros
/// where there is no row. Four vectors have as many channels as one has bytes, in order.
/// </summary>
public static class TapLanes
{
    /// <summary>Four rows.</summary>
    /// <param name="row0">The first channel of a row.</param>
    /// <param name="row1">The first channel of a row.</param>
    /// <param name="row2">The first channel of a row.</param>
    /// <param name="row3">The first channel of a row.</param>
    /// <param name="first">The first quarter of the channels.</param>
    /// <param name="second">The second quarter of the channels.</param>
    /// <param name="third">The third quarter of the channels.</param>
    /// <param name="fourth">The last quarter of the channels.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Of512(
        ref byte row0, ref byte row1, ref byte row2, ref byte row3,
        out Vector512<byte> first, out Vector512<byte> second, out Vector512<byte> third, out Vector512<byte> fourth) =>
        ByteRows.Interleave(Vector512.LoadUnsafe(ref row0), Vector512.LoadUnsafe(ref row1), Vector512.LoadUnsafe(ref row2), Vector512.LoadUnsafe(ref row3),
            out first, out second, out third, out fourth);

    /// <summary>Three rows.</summary>
    /// <param name="row0">The first channel of a row.</param>
    /// <param name="row1">The first channel of a row.</param>
    /// <param name="row2">The first channel of a row.</param>
    /// <param name="first">The first quarter of the channels.</param>
    /// <param name="second">The second quarter of the channels.</param>
    /// <param name="third">The third quarter of the channels.</param>
    /// <param name="fourth">The last quarter of the channels.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Of512(
        ref byte row0, ref byte row1, ref byte row2,
        out Vector512<byte> first, out Vector512<byte> second, out Vector512<byte> third, out Vector512<byte> fourth) =>
        ByteRows.Interleave(Vector512.LoadUnsafe(ref row0), Vector512.LoadUnsafe(ref row1), Vector512.LoadUnsafe(ref row2), Vector512<byte>.Zero,
            out first, out second, out third, out fourth);

    /// <summary>Two rows.</summary>
    /// <param name="row0">The first channel of a row.</param>
    /// <param name="row1">The first channel of a row.</param>
    /// <param name="first">The first quarter of the channels.</param>
    /// <param name="second">The second quarter of the channels.</param>
    /// <param name="third">The third quarter of the channels.</param>
    /// <param name="fourth">The last quarter of the channels.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Of512(
        ref byte row0, ref byte row1,
        out Vector512<byte> first, out Vector512<byte> second, out Vector512<byte> third, out Vector512<byte> fourth) =>
        ByteRows.Interleave(Vector512.LoadUnsafe(ref row0), Vector512.LoadUnsafe(ref row1), Vector512<byte>.Zero, Vector512<byte>.Zero,
            out first, out second, out third, out fourth);

    /// <summary>One row.</summary>
    /// <param name="row0">The first channel of a row.</param>
    /// <param name="first">The first quarter of the channels.</param>
    /// <param name="second">The second quarter of the channels.</param>
    /// <param name="third">The third quarter of the channels.</param>
    /// <param name="fourth">The last quarter of the channels.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Of512(
        ref byte row0,
        out Vector512<byte> first, out Vector512<byte> second, out Vector512<byte> third, out Vector512<byte> fourth)
    {
        first = ByteLanes.Load512(ref row0, 0, 1).AsByte();
        second = ByteLanes.Load512(ref row0, 16, 1).AsByte();
        third = ByteLanes.Load512(ref row0, 32, 1).AsByte();
        fourth = ByteLanes.Load512(ref row0, 48, 1).AsByte();
    }

    /// <summary>Four rows.</summary>
    /// <param name="row0">The first channel of a row.</param>
    /// <param name="row1">The first channel of a row.</param>
    /// <param name="row2">The first channel of a row.</param>
    /// <param name="row3">The first channel of a row.</param>
    /// <param name="first">The first quarter of the channels.</param>
    /// <param name="second">The second quarter of the channels.</param>
    /// <param name="third">The third quarter of the channels.</param>
    /// <param name="fourth">The last quarter of the channels.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Of256(
        ref byte row0, ref byte row1, ref byte row2, ref byte row3,
        out Vector256<byte> first, out Vector256<byte> second, out Vector256<byte> third, out Vector256<byte> fourth) =>
        ByteRows.Interleave(Vector256.LoadUnsafe(ref row0), Vector256.LoadUnsafe(ref row1), Vector256.LoadUnsafe(ref row2), Vector256.LoadUnsafe(ref row3),
            out first, out second, out third, out fourth);

    /// <summary>Three rows.</summary>
    /// <param name="row0">The first channel of a row.</param>
    /// <param name="row1">The first channel of a row.</param>
    /// <param name="row2">The first channel of a row.</param>
    /// <param name="first">The first quarter of the channels.</param>
    /// <param name="second">The second quarter of the channels.</param>
    /// <param name="third">The third quarter of the channels.</param>
    /// <param name="fourth">The last quarter of the channels.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Of256(
        ref byte row0, ref byte row1, ref byte row2,
        out Vector256<byte> first, out Vector256<byte> second, out Vector256<byte> third, out Vector256<byte> fourth) =>
        ByteRows.Interleave(Vector256.LoadUnsafe(ref row0), Vector256.LoadUnsafe(ref row1), Vector256.LoadUnsafe(ref row2), Vector256<byte>.Zero,
            out first, out second, out third, out fourth);

    /// <summary>Two rows.</summary>
    /// <param name="row0">The first channel of a row.</param>
    /// <param name="row1">The first channel of a row.</param>
    /// <param name="first">The first quarter of the channels.</param>
    /// <param name="second">The second quarter of the channels.</param>
    /// <param name="third">The third quarter of the channels.</param>
    /// <param name="fourth">The last quarter of the channels.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Of256(
        ref byte row0, ref byte row1,
        out Vector256<byte> first, out Vector256<byte> second, out Vector256<byte> third, out Vector256<byte> fourth) =>
        ByteRows.Interleave(Vector256.LoadUnsafe(ref row0), Vector256.LoadUnsafe(ref row1), Vector256<byte>.Zero, Vector256<byte>.Zero,
            out first, out second, out third, out fourth);

    /// <summary>One row.</summary>
    /// <param name="row0">The first channel of a row.</param>
    /// <param name="first">The first quarter of the channels.</param>
    /// <param name="second">The second quarter of the channels.</param>
    /// <param name="third">The third quarter of the channels.</param>
    /// <param name="fourth">The last quarter of the channels.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Of256(
        ref byte row0,
        out Vector256<byte> first, out Vector256<byte> second, out Vector256<byte> third, out Vector256<byte> fourth)
    {
        first = ByteLanes.Load256(ref row0, 0, 1).AsByte();
        second = ByteLanes.Load256(ref row0, 8, 1).AsByte();
        third = ByteLanes.Load256(ref row0, 16, 1).AsByte();
        fourth = ByteLanes.Load256(ref row0, 24, 1).AsByte();
    }

    /// <summary>Four rows.</summary>
    /// <param name="row0">The first channel of a row.</param>
    /// <param name="row1">The first channel of a row.</param>
    /// <param name="row2">The first channel of a row.</param>
    /// <param name="row3">The first channel of a row.</param>
    /// <param name="first">The first quarter of the channels.</param>
    /// <param name="second">The second quarter of the channels.</param>
    /// <param name="third">The third quarter of the channels.</param>
    /// <param name="fourth">The last quarter of the channels.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Of128(
        ref byte row0, ref byte row1, ref byte row2, ref byte row3,
        out Vector128<byte> first, out Vector128<byte> second, out Vector128<byte> third, out Vector128<byte> fourth) =>
        ByteRows.Interleave(Vector128.LoadUnsafe(ref row0), Vector128.LoadUnsafe(ref row1), Vector128.LoadUnsafe(ref row2), Vector128.LoadUnsafe(ref row3),
            out first, out second, out third, out fourth);

    /// <summary>Three rows.</summary>
    /// <param name="row0">The first channel of a row.</param>
    /// <param name="row1">The first channel of a row.</param>
    /// <param name="row2">The first channel of a row.</param>
    /// <param name="first">The first quarter of the channels.</param>
    /// <param name="second">The second quarter of the channels.</param>
    /// <param name="third">The third quarter of the channels.</param>
    /// <param name="fourth">The last quarter of the channels.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Of128(
        ref byte row0, ref byte row1, ref byte row2,
        out Vector128<byte> first, out Vector128<byte> second, out Vector128<byte> third, out Vector128<byte> fourth) =>
        ByteRows.Interleave(Vector128.LoadUnsafe(ref row0), Vector128.LoadUnsafe(ref row1), Vector128.LoadUnsafe(ref row2), Vector128<byte>.Zero,
            out first, out second, out third, out fourth);

    /// <summary>Two rows.</summary>
    /// <param name="row0">The first channel of a row.</param>
    /// <param name="row1">The first channel of a row.</param>
    /// <param name="first">The first quarter of the channels.</param>
    /// <param name="second">The second quarter of the channels.</param>
    /// <param name="third">The third quarter of the channels.</param>
    /// <param name="fourth">The last quarter of the channels.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Of128(
        ref byte row0, ref byte row1,
        out Vector128<byte> first, out Vector128<byte> second, out Vector128<byte> third, out Vector128<byte> fourth) =>
        ByteRows.Interleave(Vector128.LoadUnsafe(ref row0), Vector128.LoadUnsafe(ref row1), Vector128<byte>.Zero, Vector128<byte>.Zero,
            out first, out second, out third, out fourth);

    /// <summary>One row.</summary>
    /// <param name="row0">The first channel of a row.</param>
    /// <param name="first">The first quarter of the channels.</param>
    /// <param name="second">The second quarter of the channels.</param>
    /// <param name="third">The third quarter of the channels.</param>
    /// <param name="fourth">The last quarter of the channels.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Of128(
        ref byte row0,
        out Vector128<byte> first, out Vector128<byte> second, out Vector128<byte> third, out Vector128<byte> fourth) =>
        ByteRows.Interleave(Vector128.LoadUnsafe(ref row0), Vector128<byte>.Zero, Vector128<byte>.Zero, Vector128<byte>.Zero,
            out first, out second, out third, out fourth);

    /// <summary>Four rows.</summary>
    /// <param name="row0">The first channel of a row.</param>
    /// <param name="row1">The first channel of a row.</param>
    /// <param name="row2">The first channel of a row.</param>
    /// <param name="row3">The first channel of a row.</param>
    /// <param name="first">The first half of the channels.</param>
    /// <param name="second">The last half of the channels.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Of64(
        ref byte row0, ref byte row1, ref byte row2, ref byte row3,
        out Vector128<byte> first, out Vector128<byte> second) =>
        ByteRows.InterleaveLower(Eight(ref row0), Eight(ref row1), Eight(ref row2), Eight(ref row3),
            out first, out second);

    /// <summary>Three rows.</summary>
    /// <param name="row0">The first channel of a row.</param>
    /// <param name="row1">The first channel of a row.</param>
    /// <param name="row2">The first channel of a row.</param>
    /// <param name="first">The first half of the channels.</param>
    /// <param name="second">The last half of the channels.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Of64(
        ref byte row0, ref byte row1, ref byte row2,
        out Vector128<byte> first, out Vector128<byte> second) =>
        ByteRows.InterleaveLower(Eight(ref row0), Eight(ref row1), Eight(ref row2), Vector128<byte>.Zero,
            out first, out second);

    /// <summary>Two rows.</summary>
    /// <param name="row0">The first channel of a row.</param>
    /// <param name="row1">The first channel of a row.</param>
    /// <param name="first">The first half of the channels.</param>
    /// <param name="second">The last half of the channels.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Of64(
        ref byte row0, ref byte row1,
        out Vector128<byte> first, out Vector128<byte> second) =>
        ByteRows.InterleaveLower(Eight(ref row0), Eight(ref row1), Vector128<byte>.Zero, Vector128<byte>.Zero,
            out first, out second);

    /// <summary>One row.</summary>
    /// <param name="row0">The first channel of a row.</param>
    /// <param name="first">The first half of the channels.</param>
    /// <param name="second">The last half of the channels.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Of64(
        ref byte row0,
        out Vector128<byte> first, out Vector128<byte> second) =>
        ByteRows.InterleaveLower(Eight(ref row0), Vector128<byte>.Zero, Vector128<byte>.Zero, Vector128<byte>.Zero,
            out first, out second);

    private static Vector128<byte> Eight(ref byte row) => Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(ref row)).AsByte();
}
