using System.Runtime.CompilerServices;

namespace MobileNetGen.Quantized;

/// <summary>The numbers that a layer of sums of products has for each channel, section after section.</summary>
internal static class SumNumbers
{
    /// <param name="weights">The packed weights.</param>
    /// <param name="section">Where the section begins, in bytes.</param>
    /// <param name="channel">Which channel's.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref T At<T>(ref byte weights, int section, int channel)
        where T : unmanaged => ref Unsafe.As<byte, T>(ref Unsafe.Add(ref weights, section + (channel * Unsafe.SizeOf<T>())));
}
