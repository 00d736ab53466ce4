using System.Diagnostics;
using System.Numerics;

namespace MobileNetGen.Tool.Machine;

/// <summary>How fast one thread reads memory that no cache holds.</summary>
internal static class MemorySpeed
{
    private const int Floats = 32 << 20;
    private const int Passes = 5;

    /// <returns>10⁹ bytes a second, of the best pass.</returns>
    public static double Measure()
    {
        var memory = new float[Floats];
        Array.Fill(memory, 1f);
        var best = TimeSpan.MaxValue;
        for (var pass = 0; pass < Passes; pass++)
        {
            var start = Stopwatch.GetTimestamp();
            GC.KeepAlive(Sum(memory));
            var elapsed = Stopwatch.GetElapsedTime(start);
            best = elapsed < best ? elapsed : best;
        }

        return Floats * sizeof(float) / best.TotalSeconds / 1e9;
    }

    private static float Sum(ReadOnlySpan<float> memory)
    {
        var (a, b, c, d) = (Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero);
        for (; memory.Length >= 4 * Vector<float>.Count; memory = memory[(4 * Vector<float>.Count)..])
        {
            a += new Vector<float>(memory);
            b += new Vector<float>(memory[Vector<float>.Count..]);
            c += new Vector<float>(memory[(2 * Vector<float>.Count)..]);
            d += new Vector<float>(memory[(3 * Vector<float>.Count)..]);
        }

        return Vector.Sum(a + b + c + d);
    }
}
