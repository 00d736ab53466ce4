using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace MobileNetGen.Benchmarks.Machine;

/// <summary>How long a cache line takes from one core to another and back: what a barrier costs at least.</summary>
internal static class CoreRoundTrip
{
    private const int Trips = 20_000;
    private const int Bursts = 5;

    /// <returns>Nanoseconds, the median of several bursts.</returns>
    public static double Measure()
    {
        var line = new Line();
        var other = new Thread(() => Answer(line)) { IsBackground = true };
        other.Start();
        var bursts = new double[Bursts];
        for (var burst = 0; burst < Bursts; burst++)
        {
            var start = Stopwatch.GetTimestamp();
            Ask(line, 2 * Trips * burst);
            bursts[burst] = Stopwatch.GetElapsedTime(start).TotalNanoseconds / Trips;
        }

        other.Join();
        Array.Sort(bursts);
        return bursts[Bursts / 2];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Ask(Line line, int from)
    {
        for (var trip = 0; trip < Trips; trip++)
        {
            Volatile.Write(ref line.Value, from + (2 * trip) + 1);
            while (Volatile.Read(ref line.Value) != from + (2 * trip) + 2)
            {
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Answer(Line line)
    {
        for (var trip = 0; trip < Trips * Bursts; trip++)
        {
            while (Volatile.Read(ref line.Value) != (2 * trip) + 1)
            {
            }

            Volatile.Write(ref line.Value, (2 * trip) + 2);
        }
    }

    /// <summary>A value with a cache line for itself.</summary>
    private sealed class Line
    {
#pragma warning disable CS0169, CA1823 // Keeps neighbours away.
        private readonly long _0, _1, _2, _3, _4, _5, _6, _7;
#pragma warning restore CS0169, CA1823
        public int Value;
    }
}
