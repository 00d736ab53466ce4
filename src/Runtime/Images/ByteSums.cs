using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MobileNetGen;

/// <summary>Sums of bytes times shares in 32 bits. They are exact, so that vectors of any width give the same.</summary>
internal static class ByteSums
{
    /// <summary>What a sum begins with, to be rounded and not cut.</summary>
    public const int Half = 1 << (ResampleFilter.PrecisionBits - 1);

    /// <summary>Adds a row's share to sums.</summary>
    public static void Add(ReadOnlySpan<byte> row, int share, Span<int> sums)
    {
        row = row[..sums.Length];
        var (index, shares) = (0, new Vector<int>(share));
        for (; index <= row.Length - Vector<byte>.Count; index += Vector<byte>.Count)
        {
            var target = MemoryMarshal.Cast<int, Vector<int>>(sums.Slice(index, Vector<byte>.Count));
            Vector.Widen(new Vector<byte>(row[index..]), out var lower, out var upper);
            Vector.Widen(lower, out var first, out var second);
            Vector.Widen(upper, out var third, out var fourth);
            target[0] += first.As<uint, int>() * shares;
            target[1] += second.As<uint, int>() * shares;
            target[2] += third.As<uint, int>() * shares;
            target[3] += fourth.As<uint, int>() * shares;
        }

        for (; index < row.Length; index++)
        {
            sums[index] += row[index] * share;
        }
    }

    /// <summary>The bytes that sums are.</summary>
    public static ReadOnlySpan<byte> ToBytes(ReadOnlySpan<int> sums, Span<byte> bytes)
    {
        for (var index = 0; index < bytes.Length; index++)
        {
            bytes[index] = ResampleFilter.ToByte(sums[index]);
        }

        return bytes;
    }

    /// <summary>The byte that pixels of one channel are.</summary>
    public static byte Gray(ReadOnlySpan<byte> pixels, ReadOnlySpan<int> shares)
    {
        var sum = Half;
        for (var index = 0; index < shares.Length; index++)
        {
            sum += pixels[index] * shares[index];
        }

        return ResampleFilter.ToByte(sum);
    }

    /// <summary>The colour that pixels of three channels are.</summary>
    /// <param name="pixels">From the first of them; there may be more after the last.</param>
    /// <param name="shares">One each.</param>
    /// <param name="colour">Red, green and blue.</param>
    public static void Colour(ReadOnlySpan<byte> pixels, ReadOnlySpan<int> shares, Span<byte> colour)
    {
        // Four bytes at a time, of which the last is the next pixel's; the last pixel of an image has none after it.
        var whole = Math.Min(shares.Length, (pixels.Length - 1) / 3);
        var sums = Vector128.Create(Half);
        for (var index = 0; index < whole; index++)
        {
            sums += Widened(MemoryMarshal.Read<uint>(pixels[(3 * index)..])) * shares[index];
        }

        if (whole < shares.Length)
        {
            var last = pixels.Slice(3 * whole, 3);
            sums += Vector128.Create(last[0], last[1], last[2], 0) * shares[whole];
        }

        (colour[0], colour[1], colour[2]) = (ResampleFilter.ToByte(sums[0]), ResampleFilter.ToByte(sums[1]), ResampleFilter.ToByte(sums[2]));
    }

    private static Vector128<int> Widened(uint fourBytes) =>
        Vector128.WidenLower(Vector128.WidenLower(Vector128.CreateScalarUnsafe(fourBytes).AsByte())).AsInt32();
}
