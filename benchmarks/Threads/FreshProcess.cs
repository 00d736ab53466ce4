using System.Diagnostics;
using System.Globalization;
using MobileNetGen.Benchmarks.Comparison;

namespace MobileNetGen.Benchmarks.Threads;

/// <summary>How fast a network is in a process of its own, at first and later on.</summary>
/// <param name="FirstMs">Milliseconds, the median of the first runs.</param>
/// <param name="SteadyMs">Milliseconds, the median of runs a second or two later.</param>
internal sealed record FreshProcess(double FirstMs, double SteadyMs)
{
    /// <summary>Half a second of the smallest network and a second of the largest: as long as it took threads to part.</summary>
    private const int FirstRuns = 150;

    private static readonly TimeSpan s_settling = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan s_steady = TimeSpan.FromSeconds(1);

    /// <summary>Starts a process that measures, and reads what it says. It begins when it is where the quota has it.</summary>
    public static FreshProcess Measure(string network, int threads, CpuQuota? quota)
    {
        using var process = ThisProgram.Start("threads", "--measure", network, "--threads", threads.ToString(CultureInfo.InvariantCulture));
        quota?.Add(process.Id);
        process.StandardInput.WriteLine();
        var numbers = process.StandardOutput.ReadToEnd().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        return numbers is [var first, var steady]
            ? new FreshProcess(double.Parse(first, CultureInfo.InvariantCulture), double.Parse(steady, CultureInfo.InvariantCulture))
            : throw new InvalidOperationException(
                $"the process that measured {network} ended with {process.ExitCode} and said \"{string.Join(' ', numbers)}\".");
    }

    /// <summary>What the other process does.</summary>
    public static void Report(string network, int threads)
    {
        var subject = Subjects.Containing(network).First();
        using var contender = subject.Generated(new Setting(threads, 1), SimdSupport.DefaultTier);
        Console.ReadLine();
        var first = Enumerable.Range(0, FirstRuns).Select(_ => Time(contender)).ToList();
        While(s_settling, () => contender.Run());
        var steady = new List<double>();
        While(s_steady, () => steady.Add(Time(contender)));
        Console.Write(string.Create(CultureInfo.InvariantCulture, $"{Contest.Median(first):F4} {Contest.Median(steady):F4}"));
    }

    private static void While(TimeSpan duration, Action run)
    {
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < duration;)
        {
            run();
        }
    }

    private static double Time(IContender contender)
    {
        var start = Stopwatch.GetTimestamp();
        contender.Run();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
