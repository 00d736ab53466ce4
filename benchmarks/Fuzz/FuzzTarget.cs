using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MobileNetGen.Benchmarks.Threads;
using MobileNetGen.Tool.Tests.Hostile;

namespace MobileNetGen.Benchmarks.Fuzz;

/// <summary>Workers on one format, one after the other: one that crashes or hangs is replaced, and its file is kept.</summary>
internal sealed class FuzzTarget(HostileFormat format, string findings)
{
    private static readonly TimeSpan s_hang = TimeSpan.FromSeconds(30);

    /// <summary>Before its first file, a worker compiles a network for those that need one.</summary>
    private static readonly TimeSpan s_start = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(0.5);

    public FuzzTally Run(TimeSpan duration)
    {
        var (start, tally) = (Stopwatch.GetTimestamp(), FuzzTally.Nothing);
        for (var seed = Environment.TickCount; Stopwatch.GetElapsedTime(start) < duration; seed++)
        {
            tally += RunWorker(seed, duration - Stopwatch.GetElapsedTime(start));
        }

        return tally;
    }

    private FuzzTally RunWorker(int seed, TimeSpan duration)
    {
        var path = Path.GetTempFileName();
        try
        {
            using var state = new FuzzState(path);
            using var worker = ThisProgram.Start(
                "fuzz", "--worker", format.Name, "--state", path, "--seed", seed.ToString(CultureInfo.InvariantCulture),
                "--findings", findings, "--minutes", duration.TotalMinutes.ToString(CultureInfo.InvariantCulture));
            var said = worker.StandardOutput.ReadToEndAsync();
            var isHanging = Watch(worker, state);
            if (!isHanging && worker.ExitCode == 0)
            {
                return JsonSerializer.Deserialize<FuzzTally>(said.Result)!;
            }

            Finding.Keep(
                findings,
                format.Name,
                state.Current(),
                isHanging ? $"has not ended after {s_hang.TotalSeconds} s" : $"ended the process with {worker.ExitCode}");
            return new FuzzTally(0, Math.Max(0, state.Number - 1), 0, 1);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <returns>True if the worker stayed at one file for too long; it is ended then.</returns>
    private static bool Watch(Process worker, FuzzState state)
    {
        var (number, since) = (0L, Stopwatch.GetTimestamp());
        while (!worker.WaitForExit(s_look))
        {
            if (state.Number != number)
            {
                (number, since) = (state.Number, Stopwatch.GetTimestamp());
            }
            else if (Stopwatch.GetElapsedTime(since) > (number == 0 ? s_start : s_hang))
            {
                worker.Kill();
                worker.WaitForExit();
                return true;
            }
        }

        return false;
    }
}
