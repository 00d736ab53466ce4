using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MobileNetGen.Quantized;

/// <summary>
/// Lanes of 32 bits as bytes in the order of the lanes: a zero point added, and cut off where a range ends. The instructions of x86 pack each 128 bits of a
/// vector by itself; a permutation of double words brings them into order.
/// </summary>
internal static class BytePacking
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Pack(Vector512<int> first, Vector512<int> second, Vector512<int> third, Vector512<int> fourth, ByteRange range)
    {
        if (!Avx512BW.IsSupported)
        {
            return Vector512.Create(Pack(first, second, range), Pack(third, fourth, range));
        }

        var addend = Vector512.Create((short)range.Zero);
        var lower = Avx512BW.AddSaturate(Avx512BW.PackSignedSaturate(first, second), addend);
        var upper = Avx512BW.AddSaturate(Avx512BW.PackSignedSaturate(third, fourth), addend);
        return Bounded(Avx512F.PermuteVar16x32(Avx512BW.PackUnsignedSaturate(lower, upper).AsInt32(), ByteRows.Order512).AsByte(), range);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Pack(Vector512<int> first, Vector512<int> second, ByteRange range)
    {
        if (!Avx512BW.IsSupported)
        {
            return Pack(first.GetLower(), first.GetUpper(), second.GetLower(), second.GetUpper(), range);
        }

        var shorts = Avx512BW.AddSaturate(Avx512BW.PackSignedSaturate(first, second), Vector512.Create((short)range.Zero));
        var bytes = Avx2.PackUnsignedSaturate(shorts.GetLower(), shorts.GetUpper());
        return Bounded(Avx2.PermuteVar8x32(bytes.AsInt32(), Vector256.Create(0, 4, 2, 6, 1, 5, 3, 7)).AsByte(), range);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Pack(Vector256<int> first, Vector256<int> second, Vector256<int> third, Vector256<int> fourth, ByteRange range)
    {
        if (!Avx2.IsSupported)
        {
            return Vector256.Create(Pack(first, second, range), Pack(third, fourth, range));
        }

        var addend = Vector256.Create((short)range.Zero);
        var lower = Avx2.AddSaturate(Avx2.PackSignedSaturate(first, second), addend);
        var upper = Avx2.AddSaturate(Avx2.PackSignedSaturate(third, fourth), addend);
        var bytes = Avx2.PermuteVar8x32(Avx2.PackUnsignedSaturate(lower, upper).AsInt32(), Vector256.Create(0, 4, 1, 5, 2, 6, 3, 7));
        return Bounded(bytes.AsByte(), range);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Pack(Vector256<int> first, Vector256<int> second, ByteRange range) =>
        Pack(first.GetLower(), first.GetUpper(), second.GetLower(), second.GetUpper(), range);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Pack(Vector128<int> first, Vector128<int> second, Vector128<int> third, Vector128<int> fourth, ByteRange range)
    {
        if (Sse2.IsSupported)
        {
            var addend = Vector128.Create((short)range.Zero);
            var lower = Sse2.AddSaturate(Sse2.PackSignedSaturate(first, second), addend);
            var upper = Sse2.AddSaturate(Sse2.PackSignedSaturate(third, fourth), addend);
            return Bounded(Sse2.PackUnsignedSaturate(lower, upper), range);
        }

        var firsts = Vector128.Narrow(Sum(first, range.Zero), Sum(second, range.Zero));
        var lasts = Vector128.Narrow(Sum(third, range.Zero), Sum(fourth, range.Zero));
        return Bounded(Vector128.Narrow(firsts.AsUInt16(), lasts.AsUInt16()), range);
    }

    /// <returns>Eight bytes, and these once more.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Pack(Vector128<int> first, Vector128<int> second, ByteRange range) => Pack(first, second, first, second, range);

    /// <param name="value">Bytes.</param>
    /// <param name="to">Where the first goes.</param>
    /// <param name="count">All of them.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<byte> value, ref byte to, int count)
    {
        if (count == Vector512<byte>.Count)
        {
            value.StoreUnsafe(ref to);
            return;
        }

        var whole = count >= Vector256<byte>.Count;
        if (whole)
        {
            value.GetLower().StoreUnsafe(ref to);
        }

        Store(whole ? value.GetUpper() : value.GetLower(), ref Unsafe.Add(ref to, whole ? Vector256<byte>.Count : 0), count % Vector256<byte>.Count);
    }

    /// <inheritdoc cref="Store(Vector512{byte}, ref byte, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<byte> value, ref byte to, int count)
    {
        if (count == Vector256<byte>.Count)
        {
            value.StoreUnsafe(ref to);
            return;
        }

        var whole = count >= Vector128<byte>.Count;
        if (whole)
        {
            value.GetLower().StoreUnsafe(ref to);
        }

        Store(whole ? value.GetUpper() : value.GetLower(), ref Unsafe.Add(ref to, whole ? Vector128<byte>.Count : 0), count % Vector128<byte>.Count);
    }

    /// <param name="value">Bytes.</param>
    /// <param name="to">Where the first goes.</param>
    /// <param name="count">How many of them: a constant, so that a few stores are left of this.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<byte> value, ref byte to, int count)
    {
        if (count == Vector128<byte>.Count)
        {
            value.StoreUnsafe(ref to);
            return;
        }

        var rest = value.AsUInt64().ToScalar();
        if ((count & 8) != 0)
        {
            Unsafe.WriteUnaligned(ref to, rest);
            to = ref Unsafe.Add(ref to, 8);
            rest = value.AsUInt64().GetElement(1);
        }

        if ((count & 4) != 0)
        {
            Unsafe.WriteUnaligned(ref to, (uint)rest);
            to = ref Unsafe.Add(ref to, 4);
            rest >>= 32;
        }

        if ((count & 2) != 0)
        {
            Unsafe.WriteUnaligned(ref to, (ushort)rest);
            to = ref Unsafe.Add(ref to, 2);
            rest >>= 16;
        }

        if ((count & 1) != 0)
        {
            to = (byte)rest;
        }
    }

    /// <summary>With the zero point, as the saturating instructions add it.</summary>
    private static Vector128<int> Sum(Vector128<int> value, int zero)
    {
        var small = Vector128.Min(Vector128.Max(value, Vector128.Create((int)short.MinValue)), Vector128.Create((int)short.MaxValue));
        return Vector128.Min(Vector128.Max(small + Vector128.Create(zero), Vector128<int>.Zero), Vector128.Create((int)byte.MaxValue));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Bounded(Vector512<byte> value, ByteRange range) =>
        Vector512.Min(Vector512.Max(value, Vector512.Create((byte)range.Min)), Vector512.Create((byte)range.Max));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Bounded(Vector256<byte> value, ByteRange range) =>
        Vector256.Min(Vector256.Max(value, Vector256.Create((byte)range.Min)), Vector256.Create((byte)range.Max));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Bounded(Vector128<byte> value, ByteRange range) =>
        Vector128.Min(Vector128.Max(value, Vector128.Create((byte)range.Min)), Vector128.Create((byte)range.Max));
}
