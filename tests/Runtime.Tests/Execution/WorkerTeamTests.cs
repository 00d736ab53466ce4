using System.Diagnostics;
using MobileNetGen.Threading;
using Xunit;

namespace MobileNetGen.Runtime.Tests.Execution;

[Collection(nameof(ProcessWide))]
public sealed class WorkerTeamTests
{
    private static readonly int s_cores = Environment.ProcessorCount;

    [Fact]
    public void Workers_meet_at_every_barrier_and_none_passes_early()
    {
        var work = new Counting(workers: 4, phases: 2000);
        work.Run();
        Assert.Equal(0, work.Early);
        Assert.Equal(4 * 2000, work.Sum);
    }

    [Fact]
    public async Task A_run_that_finds_no_helper_goes_on_alone_instead_of_waiting()
    {
        using var others = new Held(s_cores);
        var held = Task.Run(others.Run, TestContext.Current.CancellationToken);
        others.Started.Wait(TestContext.Current.CancellationToken);
        var late = new Counting(workers: 2, phases: 10);
        late.Run();
        Assert.Equal(1, late.Team);
        others.Release.Set();
        await held;
        Assert.Equal(s_cores, others.Shares);
        late.Run();
        Assert.Equal(2, late.Team);
    }

    [Fact]
    public void Many_works_of_many_sizes_at_once_are_each_done_once_and_whole()
    {
        Parallel.For(
            0,
            4 * s_cores,
            new ParallelOptions { MaxDegreeOfParallelism = 4 * s_cores, CancellationToken = TestContext.Current.CancellationToken },
            caller =>
        {
            var work = new Counting(1 + (caller % 4), phases: 20);
            for (var run = 1; run <= 200; run++)
            {
                work.Run();
                Assert.Equal(0, work.Early);
                Assert.InRange(work.Team, 1, 1 + (caller % 4));
                Assert.Equal(20 * work.Team, work.Sum);
            }
        });
    }

    /// <summary>The quietest of a few moments, since other tests run at the same time: a helper that spun would do so in all of them.</summary>
    [Fact]
    public void Idle_helpers_take_no_time()
    {
        var work = new Counting(workers: 2, phases: 10);
        work.Run();
        Thread.Sleep(50);
        Assert.InRange(Enumerable.Range(0, 10).Min(_ => BusyMilliseconds(100)), 0, 50);
    }

    /// <summary>What all threads of the process compute while this one sleeps.</summary>
    private static double BusyMilliseconds(int asleep)
    {
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        Thread.Sleep(asleep);
        process.Refresh();
        return (process.TotalProcessorTime - before).TotalMilliseconds;
    }

    /// <summary>Counts at each phase who has come, and who passed before all had.</summary>
    private sealed class Counting(int workers, int phases) : TeamWork(workers)
    {
        private readonly int[] _came = new int[phases];

        public int Early { get; private set; }

        public int Sum => _came.Sum();

        public int Team { get; private set; }

        public override void Execute(int worker, int workers, WorkerBarrier? barrier)
        {
            if (worker == 0)
            {
                (Team, Early) = (workers, 0);
                Array.Clear(_came);
            }

            barrier?.Wait(worker, endsBlock: true);
            for (var phase = 0; phase < phases; phase++)
            {
                Interlocked.Increment(ref _came[phase]);
                barrier?.Wait(worker, endsBlock: true);
                if (Volatile.Read(ref _came[phase]) != workers)
                {
                    Early++;
                }
            }
        }
    }

    /// <summary>Keeps its workers until they are released.</summary>
    private sealed class Held(int workers) : TeamWork(workers), IDisposable
    {
        private int _shares;

        public CountdownEvent Started { get; } = new(workers);

        public ManualResetEventSlim Release { get; } = new();

        public int Shares => _shares;

        public override void Execute(int worker, int workers, WorkerBarrier? barrier)
        {
            Interlocked.Increment(ref _shares);
            Started.Signal();
            Release.Wait();
        }

        public void Dispose()
        {
            Started.Dispose();
            Release.Dispose();
        }
    }
}
