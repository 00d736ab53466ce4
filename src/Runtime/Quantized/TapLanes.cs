using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MobileNetGen.Quantized;

namespace MobileNetGen.CompilerServices;

/// <summary>Rows of a map of integers side by side in lanes of 32 bits, for sums of a window's columns: a lane has one channel's bytes of four rows.</summary>
public static class TapLanes
{
    /// <summary>Fills memory with what padding counts as.</summary>
    /// <param name="memory">Where it begins.</param>
    /// <param name="count">Bytes.</param>
    /// <param name="weights">The packed weights, which say what padding counts as.</param>
    public static void Pad(ref byte memory, int count, ref byte weights) =>
        MemoryMarshal.CreateSpan(ref memory, count).Fill((byte)Unsafe.As<byte, SumHeader>(ref weights).InputZero);

    /// <summary>Interleaves the bytes of four rows.</summary>
    /// <param name="row0">The first byte of a row.</param>
    /// <param name="row1">The first byte of the next.</param>
    /// <param name="row2">The first byte of the third.</param>
    /// <param name="row3">The first byte of the last.</param>
    /// <param name="lanes">Where the first lane goes.</param>
    /// <param name="count">Bytes of each row.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Interleave(ref byte row0, ref byte row1, ref byte row2, ref byte row3, ref byte lanes, int count)
    {
        var index = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; index <= count - Vector512<byte>.Count; index += Vector512<byte>.Count)
            {
                Interleave512(ref row0, ref row1, ref row2, ref row3, ref lanes, (nuint)index);
            }
        }

        if (Vector256.IsHardwareAccelerated)
        {
            for (; index <= count - Vector256<byte>.Count; index += Vector256<byte>.Count)
            {
                Interleave256(ref row0, ref row1, ref row2, ref row3, ref lanes, (nuint)index);
            }
        }

        for (; index <= count - Vector128<byte>.Count; index += Vector128<byte>.Count)
        {
            Interleave128(ref row0, ref row1, ref row2, ref row3, ref lanes, (nuint)index);
        }

        for (; index < count; index++)
        {
            ref var lane = ref Unsafe.Add(ref lanes, 4 * index);
            lane = Unsafe.Add(ref row0, index);
            Unsafe.Add(ref lane, 1) = Unsafe.Add(ref row1, index);
            Unsafe.Add(ref lane, 2) = Unsafe.Add(ref row2, index);
            Unsafe.Add(ref lane, 3) = Unsafe.Add(ref row3, index);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Interleave512(ref byte row0, ref byte row1, ref byte row2, ref byte row3, ref byte lanes, nuint index)
    {
        ByteRows.Interleave(
            Vector512.LoadUnsafe(ref row0, index), Vector512.LoadUnsafe(ref row1, index), Vector512.LoadUnsafe(ref row2, index),
            Vector512.LoadUnsafe(ref row3, index), out var first, out var second, out var third, out var fourth);
        first.StoreUnsafe(ref lanes, 4 * index);
        second.StoreUnsafe(ref lanes, (4 * index) + 64);
        third.StoreUnsafe(ref lanes, (4 * index) + 128);
        fourth.StoreUnsafe(ref lanes, (4 * index) + 192);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Interleave256(ref byte row0, ref byte row1, ref byte row2, ref byte row3, ref byte lanes, nuint index)
    {
        ByteRows.Interleave(
            Vector256.LoadUnsafe(ref row0, index), Vector256.LoadUnsafe(ref row1, index), Vector256.LoadUnsafe(ref row2, index),
            Vector256.LoadUnsafe(ref row3, index), out var first, out var second, out var third, out var fourth);
        first.StoreUnsafe(ref lanes, 4 * index);
        second.StoreUnsafe(ref lanes, (4 * index) + 32);
        third.StoreUnsafe(ref lanes, (4 * index) + 64);
        fourth.StoreUnsafe(ref lanes, (4 * index) + 96);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Interleave128(ref byte row0, ref byte row1, ref byte row2, ref byte row3, ref byte lanes, nuint index)
    {
        ByteRows.Interleave(
            Vector128.LoadUnsafe(ref row0, index), Vector128.LoadUnsafe(ref row1, index), Vector128.LoadUnsafe(ref row2, index),
            Vector128.LoadUnsafe(ref row3, index), out var first, out var second, out var third, out var fourth);
        first.StoreUnsafe(ref lanes, 4 * index);
        second.StoreUnsafe(ref lanes, (4 * index) + 16);
        third.StoreUnsafe(ref lanes, (4 * index) + 32);
        fourth.StoreUnsafe(ref lanes, (4 * index) + 48);
    }
}
