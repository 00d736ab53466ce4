using System.Diagnostics;

namespace MobileNetGen.Benchmarks.Comparison;

/// <summary>What one side by side measurement gave: medians.</summary>
/// <param name="Milliseconds">Of each contender, in their order.</param>
/// <param name="PeakGflops">The machine's loop on one thread.</param>
/// <param name="PeakScaling">How much faster that loop is on all threads.</param>
internal sealed record ContestResult(IReadOnlyList<double> Milliseconds, double PeakGflops, double PeakScaling)
{
    /// <summary>What the loop does on all threads.</summary>
    public double AllGflops => PeakGflops * PeakScaling;
}

/// <summary>Runs contenders and a loop of what the machine can do at most in turns, so that whatever the machine does meets all.</summary>
internal static class Contest
{
    /// <summary>Timed runs of each side in a round.</summary>
    public const int TimedRuns = 3;

    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(0.3);

    /// <summary>Untimed runs after each change of sides: caches settle, and the other side's threads stop spinning.</summary>
    private static readonly TimeSpan s_settling = TimeSpan.FromMilliseconds(10);

    /// <param name="contenders">What is measured.</param>
    /// <param name="threads">Threads of the contenders.</param>
    /// <param name="rounds">Turns of each.</param>
    /// <param name="peak">10⁹ operations a second of so many threads.</param>
    public static ContestResult Run(IReadOnlyList<IContender> contenders, int threads, int rounds, Func<int, double> peak)
    {
        var times = contenders.Select(_ => new List<double>()).ToList();
        var (peaks, scalings) = (new List<double>(), new List<double>());
        foreach (var contender in contenders)
        {
            RunFor(s_warmUp, contender);
        }

        for (var round = 0; round < rounds; round++)
        {
            peaks.Add(peak(1));
            scalings.Add(threads == 1 ? 1 : peak(threads) / peaks[^1]);
            for (var index = 0; index < contenders.Count; index++)
            {
                Time(contenders[index], times[index]);
            }
        }

        return new ContestResult([.. times.Select(Median)], Median(peaks), Median(scalings));
    }

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    private static void RunFor(TimeSpan duration, IContender contender)
    {
        var start = Stopwatch.GetTimestamp();
        do
        {
            contender.Run();
        }
        while (Stopwatch.GetElapsedTime(start) < duration);
    }

    private static void Time(IContender contender, List<double> times)
    {
        RunFor(s_settling, contender);
        for (var run = 0; run < TimedRuns; run++)
        {
            var start = Stopwatch.GetTimestamp();
            contender.Run();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
    }
}
