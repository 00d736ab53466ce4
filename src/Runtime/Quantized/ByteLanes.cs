using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MobileNetGen.Quantized;

/// <summary>Bytes as lanes of 32 bits, and back.</summary>
internal static class ByteLanes
{
    /// <param name="from">The first, or the only one.</param>
    /// <param name="offset">In elements.</param>
    /// <param name="step">1 for elements side by side, 0 for one that stands for all.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Load256(ref byte from, nint offset, int step)
    {
        if (step == 0)
        {
            return Vector256.Create((int)from);
        }

        var bytes = Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref from, offset))).AsByte();
        return Avx2.IsSupported
            ? Avx2.ConvertToVector256Int32(bytes)
            : Vector256.Create(Widen(bytes), Widen(Vector128.ShiftRightLogical(bytes.AsUInt64(), 32).AsByte()));
    }

    /// <inheritdoc cref="Load256"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Load128(ref byte from, nint offset, int step) => step == 0
        ? Vector128.Create((int)from)
        : Widen(Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref from, offset))).AsByte());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Load512(ref byte from, nint offset, int step)
    {
        if (step == 0)
        {
            return Vector512.Create((int)from);
        }

        var bytes = Vector128.LoadUnsafe(ref Unsafe.Add(ref from, offset));
        return Avx512F.IsSupported ? Avx512F.ConvertToVector512Int32(bytes) : Vector512.Create(Load256(ref from, offset, 1), Load256(ref from, offset + 8, 1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> LoadSigned512(ref byte from, nint offset) => Avx512F.IsSupported
        ? Avx512F.ConvertToVector512Int32(Vector128.LoadUnsafe(ref Unsafe.Add(ref from, offset)).AsSByte())
        : Vector512.Create(LoadSigned256(ref from, offset), LoadSigned256(ref from, offset + 8));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> LoadSigned256(ref byte from, nint offset)
    {
        var bytes = Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref from, offset))).AsSByte();
        return Avx2.IsSupported ? Avx2.ConvertToVector256Int32(bytes) : Vector256.Create(LoadSigned128(ref from, offset), LoadSigned128(ref from, offset + 4));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> LoadSigned128(ref byte from, nint offset) =>
        Vector128.WidenLower(Vector128.WidenLower(Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref from, offset))).AsSByte()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<int> value, ref byte to, nint offset)
    {
        if (Avx512F.IsSupported)
        {
            Avx512F.ConvertToVector128Byte(value).StoreUnsafe(ref Unsafe.Add(ref to, offset));
            return;
        }

        Store(value.GetLower(), ref to, offset);
        Store(value.GetUpper(), ref to, offset + 8);
    }

    /// <param name="value">Lanes from 0 to 255.</param>
    /// <param name="to">Where the first goes.</param>
    /// <param name="offset">In bytes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<int> value, ref byte to, nint offset)
    {
        var shorts = Vector128.Narrow(value.GetLower(), value.GetUpper());
        var bytes = Vector128.Narrow(shorts.AsUInt16(), shorts.AsUInt16());
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, offset), bytes.AsUInt64().ToScalar());
    }

    /// <inheritdoc cref="Store(Vector256{int}, ref byte, nint)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<int> value, ref byte to, nint offset)
    {
        var shorts = Vector128.Narrow(value, value);
        var bytes = Vector128.Narrow(shorts.AsUInt16(), shorts.AsUInt16());
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, offset), bytes.AsUInt32().ToScalar());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Widen(Vector128<byte> lower) => Vector128.WidenLower(Vector128.WidenLower(lower)).AsInt32();
}
