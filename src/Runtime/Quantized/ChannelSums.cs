using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MobileNetGen.Quantized;

/// <summary>The sums of some channels over pixels.</summary>
internal static class ChannelSums
{
    /// <summary>As many as are summed together.</summary>
    public const int Channels = 16;

    /// <summary>Sums of so many bytes fit 16 bits.</summary>
    private const int MaxPixels = ushort.MaxValue / byte.MaxValue;

    /// <param name="input">The first channel of the first pixel.</param>
    /// <param name="pixels">How many.</param>
    /// <param name="pitch">From one pixel to the next.</param>
    /// <param name="sums">The sums, one for each channel.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Of(ref byte input, int pixels, int pitch, Span<int> sums)
    {
        sums.Clear();
        if (sums.Length < Channels || !Vector128.IsHardwareAccelerated)
        {
            for (nint pixel = 0; pixel < pixels; pixel++)
            {
                for (var channel = 0; channel < sums.Length; channel++)
                {
                    sums[channel] += Unsafe.Add(ref input, (pixel * pitch) + channel);
                }
            }

            return;
        }

        for (var begin = 0; begin < pixels; begin += MaxPixels)
        {
            AddTo(sums, ref Unsafe.Add(ref input, (nint)begin * pitch), Math.Min(MaxPixels, pixels - begin), pitch);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddTo(Span<int> sums, ref byte input, int pixels, int pitch)
    {
        var (lower, upper) = (Vector128<ushort>.Zero, Vector128<ushort>.Zero);
        for (nint pixel = 0; pixel < pixels; pixel++)
        {
            var bytes = Vector128.LoadUnsafe(ref Unsafe.Add(ref input, pixel * pitch));
            lower += Vector128.WidenLower(bytes);
            upper += Vector128.WidenUpper(bytes);
        }

        for (var lane = 0; lane < Vector128<ushort>.Count; lane++)
        {
            sums[lane] += lower.GetElement(lane);
            sums[lane + Vector128<ushort>.Count] += upper.GetElement(lane);
        }
    }
}
