using System.Diagnostics;
using MobileNetGen.Threading;
using Xunit;

namespace MobileNetGen.Runtime.Tests.Execution;

/// <summary>
/// Threads that wait for each other by spinning and parking, with pauses that end in either: a wake-up that
/// is lost leaves somebody waiting for ever, and the test's time limit says so.
/// </summary>
[Collection(nameof(ProcessWide))]
public sealed class WaitPointTests
{
    private const int Deadline = 600_000;

    /// <summary>For as long something is tried again and again: on a busy machine, a turn may take as long as the system lets others run.</summary>
    private static readonly TimeSpan s_length = TimeSpan.FromSeconds(5);

    [Theory(Timeout = Deadline)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Two_threads_that_answer_each_other_never_miss_a_turn(bool spins)
    {
        var turns = new Turns(spins ? 20_000 : 5_000);
        var other =
            Task.Factory.StartNew(() => turns.Play(1, spins), TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await Task.Run(() => turns.Play(0, spins), TestContext.Current.CancellationToken);
        await other;
        Assert.Equal(turns.Last, turns.Count);
    }

    [Fact(Timeout = Deadline)]
    public async Task One_signal_wakes_all_who_are_parked()
    {
        var turns = new Turns(1);
        var waiting = Enumerable.Range(0, 6).Select(_ => Task.Factory.StartNew(() =>
            turns.WaitFor(1, spins: false), TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
        await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.All(waiting, waiter => Assert.False(waiter.IsCompleted));
        turns.Take();
        await Task.WhenAll(waiting);
    }

    /// <summary>More workers than cores, whose shares take from nothing to longer than a thread spins.</summary>
    [Theory(Timeout = Deadline)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public async Task Workers_of_uneven_shares_meet_in_every_phase(int workers)
    {
        var work = new Uneven(workers, phases: 300);
        await Task.Run(() =>
        {
            var start = Stopwatch.GetTimestamp();
            for (var run = 0; run < 5 && Stopwatch.GetElapsedTime(start) < s_length; run++)
            {
                work.Run();
            }
        }, TestContext.Current.CancellationToken);
        Assert.Equal(0, work.Early);
    }

    [Fact(Timeout = Deadline)]
    public async Task A_thread_that_is_interrupted_while_it_is_parked_finishes_its_run_first()
    {
        var (work, interrupted, caller) = (new Slow(), false, (Thread?)null);
        caller = new Thread(() =>
        {
            work.Run();
            try
            {
                Thread.Sleep(0);
                Thread.Sleep(Deadline);
            }
            catch (ThreadInterruptedException)
            {
                interrupted = true;
            }
        });
        caller.Start();
        await Task.Run(work.HelperStarted.Wait, TestContext.Current.CancellationToken);
        await Task.Delay(20, TestContext.Current.CancellationToken);
        caller.Interrupt();
        await Task.Delay(20, TestContext.Current.CancellationToken);
        Assert.False(interrupted);
        work.Go.Set();
        await Task.Run(caller.Join, TestContext.Current.CancellationToken);
        Assert.True(interrupted);
        Assert.Equal(2, work.Finished);
    }

    /// <summary>A number that two threads raise in turns, up to twice the rounds or until the first one finds that it is time.</summary>
    private sealed class Turns(int rounds)
    {
        private readonly WaitPoint _waits = new();
        private readonly long _start = Stopwatch.GetTimestamp();
        private int _count;

        public int Count => _count;

        public int Last { get; private set; } = 2 * rounds;

        public void Play(int first, bool spins)
        {
            var random = new Random(first);
            for (var turn = first; turn < Last; turn += 2)
            {
                WaitFor(turn, spins);
                Pause(random);
                if (first == 0 && Stopwatch.GetElapsedTime(_start) > s_length)
                {
                    // The other one has its turn yet, and looks at this after it.
                    Last = turn + 2;
                }

                Take();
            }
        }

        public void Take()
        {
            Interlocked.Increment(ref _count);
            _waits.Signal();
        }

        public void WaitFor(int count, bool spins) => _waits.WaitUntil(new Reached(this, count), spins);

        private readonly struct Reached(Turns turns, int count) : IWaitCondition
        {
            public bool IsMet => Volatile.Read(ref turns._count) >= count;
        }
    }

    private sealed class Uneven(int workers, int phases) : TeamWork(workers)
    {
        private readonly int[] _came = new int[phases];
        private int _early;

        public int Early => _early;

        public override void Execute(int worker, int workers, WorkerBarrier? barrier)
        {
            var random = new Random(worker);
            if (worker == 0)
            {
                Array.Clear(_came);
            }

            barrier?.Wait(worker, endsBlock: false);
            for (var phase = 0; phase < _came.Length; phase++)
            {
                Pause(random);
                Interlocked.Increment(ref _came[phase]);
                barrier?.Wait(worker, endsBlock: true);
                if (Volatile.Read(ref _came[phase]) != workers)
                {
                    Interlocked.Increment(ref _early);
                }
            }
        }
    }

    /// <summary>Its helper takes until it is let go.</summary>
    private sealed class Slow() : TeamWork(2)
    {
        private int _finished;

        public ManualResetEventSlim HelperStarted { get; } = new();

        public ManualResetEventSlim Go { get; } = new();

        public int Finished => _finished;

        public override void Execute(int worker, int workers, WorkerBarrier? barrier)
        {
            if (worker == 1)
            {
                HelperStarted.Set();
                Go.Wait();
            }

            Interlocked.Increment(ref _finished);
        }
    }

    /// <summary>Mostly nothing, often some microseconds, now and then longer than anybody spins.</summary>
    private static void Pause(Random random)
    {
        var microseconds = random.Next(20) switch
        {
            0 => 300,
            < 8 => random.Next(100),
            _ => 0,
        };
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start).TotalMicroseconds < microseconds;)
        {
            Thread.SpinWait(10);
        }
    }
}
