using System.Diagnostics;
using System.Globalization;

namespace MobileNetGen.ColdStart;

/// <summary>How long a run takes once everything is warm.</summary>
internal static class Repetition
{
    /// <summary>The median of so many runs, after as many others.</summary>
    public static string Measure(Action run, int runs)
    {
        var times = new double[runs];
        for (var index = -runs; index < runs; index++)
        {
            var start = Stopwatch.GetTimestamp();
            run();
            times[Math.Max(index, 0)] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(times);
        return times[runs / 2].ToString("F3", CultureInfo.InvariantCulture);
    }
}
