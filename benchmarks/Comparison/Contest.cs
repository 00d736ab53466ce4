using System.Diagnostics;
using MobileNetGen.Tool.Machine;

namespace MobileNetGen.Benchmarks.Comparison;

/// <summary>What one side by side measurement gave: medians.</summary>
/// <param name="GeneratedMs">Milliseconds of the generated network.</param>
/// <param name="OnnxRuntimeMs">Milliseconds of ONNX Runtime.</param>
/// <param name="SingleMs">Milliseconds of the generated network for one image on one thread.</param>
/// <param name="PeakGflops">The FMA loop on one thread.</param>
/// <param name="PeakScaling">How much faster the FMA loop is on all threads.</param>
internal sealed record ContestResult(double GeneratedMs, double OnnxRuntimeMs, double SingleMs, double PeakGflops, double PeakScaling);

/// <summary>Runs two contenders and the FMA loop in turns, so that whatever the machine does meets all.</summary>
internal static class Contest
{
    /// <summary>Timed runs of each side in a round.</summary>
    public const int TimedRuns = 3;

    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(0.3);

    /// <summary>Untimed runs after each change of sides: caches settle, and the other side's threads stop spinning.</summary>
    private static readonly TimeSpan s_settling = TimeSpan.FromMilliseconds(10);

    /// <param name="generated">The generated network.</param>
    /// <param name="session">ONNX Runtime.</param>
    /// <param name="single">The generated network for one image on one thread, if the first is for more.</param>
    /// <param name="threads">Threads of the first two.</param>
    /// <param name="method">How often, and on which vectors.</param>
    public static ContestResult Run(IContender generated, IContender session, IContender? single, int threads, Method method)
    {
        RunFor(s_warmUp, generated);
        RunFor(s_warmUp, session);
        var (ours, theirs, singles) = (new List<double>(), new List<double>(), new List<double>());
        var (peaks, scalings) = (new List<double>(), new List<double>());
        for (var round = 0; round < method.Rounds; round++)
        {
            peaks.Add(FmaPeak.Measure(method.Tier, 1));
            scalings.Add(threads == 1 ? 1 : FmaPeak.Measure(method.Tier, threads) / peaks[^1]);
            Time(generated, ours);
            Time(session, theirs);
            if (single is not null)
            {
                Time(single, singles);
            }
        }

        return new ContestResult(Median(ours), Median(theirs), Median(single is null ? ours : singles), Median(peaks), Median(scalings));
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
