using System.Diagnostics;

namespace MobileNetGen.Tool.Machine;

/// <summary>Threads that start the same work at the same moment.</summary>
internal static class Together
{
    /// <summary>So often must all have met before the start that each has a core to itself: two on one core would need a time slice for each phase.</summary>
    private const int Phases = 100;

    /// <returns>From the moment when all are ready until the last is done.</returns>
    public static TimeSpan Run(int threads, Action work)
    {
        var arrivals = 0;
        var times = new (long Start, long End)[threads];
        var others = new Thread[threads - 1];
        for (var index = 0; index < others.Length; index++)
        {
            var thread = index + 1;
            others[index] = new Thread(() => Work(thread)) { IsBackground = true };
            others[index].Start();
        }

        Work(0);
        Array.ForEach(others, thread => thread.Join());
        return Stopwatch.GetElapsedTime(times.Min(time => time.Start), times.Max(time => time.End));

        void Work(int thread)
        {
            for (var phase = 1; phase <= Phases; phase++)
            {
                Interlocked.Increment(ref arrivals);
                while (Volatile.Read(ref arrivals) < phase * threads)
                {
                    Thread.SpinWait(1);
                }
            }

            var start = Stopwatch.GetTimestamp();
            work();
            times[thread] = (start, Stopwatch.GetTimestamp());
        }
    }
}
