using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MobileNetGen.Quantized;

/// <summary>A table of 256 bytes, looked up for many at once where the CPU can.</summary>
internal static class ByteTable
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply(ref byte table, ref byte input, ref byte output, int count)
    {
        nint index = 0;
        if (Avx512Vbmi.IsSupported)
        {
            var (first, second) = (Vector512.LoadUnsafe(ref table), Vector512.LoadUnsafe(ref table, 64));
            var (third, last) = (Vector512.LoadUnsafe(ref table, 128), Vector512.LoadUnsafe(ref table, 192));
            for (; index <= count - Vector512<byte>.Count; index += Vector512<byte>.Count)
            {
                // The lowest seven bits choose among two vectors, the eighth between the pairs.
                var places = Vector512.LoadUnsafe(ref Unsafe.Add(ref input, index));
                var lower = Avx512Vbmi.PermuteVar64x8x2(first, places, second);
                var upper = Avx512Vbmi.PermuteVar64x8x2(third, places, last);
                Vector512.ConditionalSelect(Vector512.LessThan(places.AsSByte(), Vector512<sbyte>.Zero).AsByte(), upper, lower)
                    .StoreUnsafe(ref Unsafe.Add(ref output, index));
            }
        }

        if (!Avx512Vbmi.IsSupported && Avx2.IsSupported)
        {
            for (; index <= count - Vector256<byte>.Count; index += Vector256<byte>.Count)
            {
                Of(ref table, Vector256.LoadUnsafe(ref Unsafe.Add(ref input, index))).StoreUnsafe(ref Unsafe.Add(ref output, index));
            }
        }

        for (; index < count; index++)
        {
            Unsafe.Add(ref output, index) = Unsafe.Add(ref table, Unsafe.Add(ref input, index));
        }
    }

    /// <summary>
    /// Sixteen rows of the table, each for the places with its upper four bits: for others, an addition of 0x70 sets the highest bit, and a shuffle gives 0.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Of(ref byte table, Vector256<byte> places)
    {
        var found = Vector256<byte>.Zero;
        for (var row = 0; row < 16; row++)
        {
            var values = Vector128.LoadUnsafe(ref table, (nuint)(16 * row));
            var own = Avx2.AddSaturate(places ^ Vector256.Create((byte)(16 * row)), Vector256.Create((byte)0x70));
            found |= Avx2.Shuffle(Vector256.Create(values, values), own);
        }

        return found;
    }
}
