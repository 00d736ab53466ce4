using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MobileNetGen.Quantized;

/// <summary>
/// Lanes of 32 bits as bytes in the order of the lanes: a zero point added, and cut off at 0 and 255. The instructions of x86 pack each 128 bits of a
/// vector by itself; a permutation of double words brings them into order.
/// </summary>
internal static class BytePacking
{
    /// <summary>A matrix of 4 × 4 double words, transposed.</summary>
    private static Vector512<int> Transposed => Vector512.Create(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Pack(Vector512<int> first, Vector512<int> second, Vector512<int> third, Vector512<int> fourth, int zero)
    {
        if (!Avx512BW.IsSupported)
        {
            return Vector512.Create(Pack(first, second, zero), Pack(third, fourth, zero));
        }

        var addend = Vector512.Create((short)zero);
        var lower = Avx512BW.AddSaturate(Avx512BW.PackSignedSaturate(first, second), addend);
        var upper = Avx512BW.AddSaturate(Avx512BW.PackSignedSaturate(third, fourth), addend);
        return Avx512F.PermuteVar16x32(Avx512BW.PackUnsignedSaturate(lower, upper).AsInt32(), Transposed).AsByte();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Pack(Vector512<int> first, Vector512<int> second, int zero)
    {
        if (!Avx512BW.IsSupported)
        {
            return Pack(first.GetLower(), first.GetUpper(), second.GetLower(), second.GetUpper(), zero);
        }

        var shorts = Avx512BW.AddSaturate(Avx512BW.PackSignedSaturate(first, second), Vector512.Create((short)zero));
        var bytes = Avx2.PackUnsignedSaturate(shorts.GetLower(), shorts.GetUpper());
        return Avx2.PermuteVar8x32(bytes.AsInt32(), Vector256.Create(0, 4, 2, 6, 1, 5, 3, 7)).AsByte();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Pack(Vector256<int> first, Vector256<int> second, Vector256<int> third, Vector256<int> fourth, int zero)
    {
        if (!Avx2.IsSupported)
        {
            return Vector256.Create(Pack(first, second, zero), Pack(third, fourth, zero));
        }

        var addend = Vector256.Create((short)zero);
        var lower = Avx2.AddSaturate(Avx2.PackSignedSaturate(first, second), addend);
        var upper = Avx2.AddSaturate(Avx2.PackSignedSaturate(third, fourth), addend);
        return Avx2.PermuteVar8x32(Avx2.PackUnsignedSaturate(lower, upper).AsInt32(), Vector256.Create(0, 4, 1, 5, 2, 6, 3, 7)).AsByte();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Pack(Vector256<int> first, Vector256<int> second, int zero) =>
        Pack(first.GetLower(), first.GetUpper(), second.GetLower(), second.GetUpper(), zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Pack(Vector128<int> first, Vector128<int> second, Vector128<int> third, Vector128<int> fourth, int zero)
    {
        if (Sse2.IsSupported)
        {
            var addend = Vector128.Create((short)zero);
            var lower = Sse2.AddSaturate(Sse2.PackSignedSaturate(first, second), addend);
            var upper = Sse2.AddSaturate(Sse2.PackSignedSaturate(third, fourth), addend);
            return Sse2.PackUnsignedSaturate(lower, upper);
        }

        return Vector128.Narrow(
            Vector128.Narrow(Bounded(first, zero), Bounded(second, zero)).AsUInt16(), Vector128.Narrow(Bounded(third, zero), Bounded(fourth, zero)).AsUInt16());
    }

    /// <returns>Eight bytes, and these once more.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Pack(Vector128<int> first, Vector128<int> second, int zero) => Pack(first, second, first, second, zero);

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

    private static Vector128<int> Bounded(Vector128<int> value, int zero)
    {
        var small = Vector128.Min(Vector128.Max(value, Vector128.Create((int)short.MinValue)), Vector128.Create((int)short.MaxValue));
        return Vector128.Min(Vector128.Max(small + Vector128.Create(zero), Vector128<int>.Zero), Vector128.Create((int)byte.MaxValue));
    }
}
