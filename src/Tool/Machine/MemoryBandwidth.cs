using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace MobileNetGen.Tool.Machine;

/// <summary>How fast one thread reads.</summary>
internal static class MemoryBandwidth
{
    /// <summary>What half of a usual second-level cache holds.</summary>
    public const int InCache = 1 << 19;

    /// <summary>More than caches hold.</summary>
    public const int InMemory = 1 << 28;

    private const int Bursts = 7;
    private const long BytesOfBurst = 1 << 29;

    /// <returns>10⁹ bytes a second, the median of several bursts over a buffer of so many bytes.</returns>
    public static double Measure(int bytes)
    {
        var buffer = new float[bytes / sizeof(float)];
        Array.Fill(buffer, 1);
        var bursts = new double[Bursts];
        for (var burst = 0; burst < Bursts; burst++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var read = 0L; read < BytesOfBurst; read += bytes)
            {
                GC.KeepAlive(Sum(buffer));
            }

            bursts[burst] = BytesOfBurst / Stopwatch.GetElapsedTime(start).TotalSeconds / 1e9;
        }

        Array.Sort(bursts);
        return bursts[Bursts / 2];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Sum(float[] buffer)
    {
        ref var first = ref buffer[0];
        var lanes = (nuint)Vector<float>.Count;
        Vector<float> a = default, b = default, c = default, d = default;
        for (nuint index = 0; index + (4 * lanes) <= (nuint)buffer.Length; index += 4 * lanes)
        {
            a += Vector.LoadUnsafe(ref first, index);
            b += Vector.LoadUnsafe(ref first, index + lanes);
            c += Vector.LoadUnsafe(ref first, index + (2 * lanes));
            d += Vector.LoadUnsafe(ref first, index + (3 * lanes));
        }

        return Vector.Sum(a + b + c + d);
    }
}
