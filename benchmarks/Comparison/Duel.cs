using System.Diagnostics;

namespace MobileNetGen.Benchmarks.Comparison;

/// <summary>What one side by side measurement gave.</summary>
/// <param name="GeneratedMs">Median milliseconds of the generated network.</param>
/// <param name="OnnxRuntimeMs">Median milliseconds of ONNX Runtime.</param>
/// <param name="PeakGflops">Median of the FMA loop's bursts between, one thread.</param>
internal sealed record DuelResult(double GeneratedMs, double OnnxRuntimeMs, double PeakGflops);

/// <summary>Runs two contenders in turns, so that whatever the machine does meets both.</summary>
internal static class Duel
{
    private const int Rounds = 40;
    private const int Timed = 3;

    /// <summary>Untimed runs after each change of sides: caches and the other's spinning threads settle.</summary>
    private const int Settling = 2;

    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(0.3);

    public static DuelResult Fight(IContender generated, IContender session, int lanes)
    {
        WarmUp(generated);
        WarmUp(session);
        var (ours, theirs, peaks) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            peaks.Add(FmaPeak.Measure(lanes));
            Measure(generated, ours);
            Measure(session, theirs);
        }

        return new DuelResult(Median(ours), Median(theirs), Median(peaks));
    }

    public static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }

    private static void WarmUp(IContender contender)
    {
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < s_warmUp)
        {
            contender.Run();
        }
    }

    private static void Measure(IContender contender, List<double> times)
    {
        for (var run = 0; run < Settling; run++)
        {
            contender.Run();
        }

        for (var run = 0; run < Timed; run++)
        {
            var start = Stopwatch.GetTimestamp();
            contender.Run();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
    }
}
