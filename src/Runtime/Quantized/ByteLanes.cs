using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MobileNetGen.Quantized;

/// <summary>Bytes as lanes of 32 bits.</summary>
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
    private static Vector128<int> Widen(Vector128<byte> lower) => Vector128.WidenLower(Vector128.WidenLower(lower)).AsInt32();
}
