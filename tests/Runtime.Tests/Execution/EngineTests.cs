using System.Runtime.CompilerServices;
using MobileNetGen.Execution;
using Xunit;

namespace MobileNetGen.Runtime.Tests.Execution;

public sealed class EngineTests
{
    private const int Length = 1000;

    private static readonly NetworkLayout s_layout = new()
    {
        Name = "Twice",
        InputLengths = [Length],
        OutputLengths = [Length],
        ArenaLength = Length,
        ScratchLength = 16,
        WeightsLength = 16,
        Weights = [],
        Preprocessing = new Preprocessing { Height = 10, Width = 100, Channels = 1, Order = ChannelOrder.Gray },
    };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Workers_share_the_work_and_wait_for_each_other(int workers)
    {
        using var engine = Engine(workers);
        for (var run = 0; run < 200; run++)
        {
            var output = new float[Length];
            engine.Run(Input(run), output);
            Assert.Equal(Input(run).Reverse().Select(value => 2 * value), output);
        }
    }

    [Fact]
    public void Callers_at_once_each_get_their_own_answer()
    {
        using var engine = Engine(2);
        Parallel.For(0, 400, run =>
        {
            var output = new float[Length];
            engine.Run(Input(run), output);
            Assert.Equal(2 * (Length - 1 + run), output[0]);
        });
    }

    [Fact]
    public void A_run_after_the_first_allocates_nothing()
    {
        using var engine = Engine(1);
        var (input, output, pixels) = (Input(0), new float[Length], new byte[3 * 40 * 30]);
        engine.Run(input, output);
        engine.Run(pixels, 40, 30, output);
        var before = GC.GetAllocatedBytesForCurrentThread();
        engine.Run(input, output);
        engine.Run(pixels, 40, 30, output);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Wrong_lengths_and_overlaps_are_refused_with_both_lengths()
    {
        using var engine = Engine(1);
        var memory = new float[Length];
        Assert.Contains("999; 1000 is expected", Assert.Throws<ArgumentException>(() => engine.Run(new float[999], memory)).Message, StringComparison.Ordinal);
        Assert.Contains("1001; 1000 is expected", Assert.Throws<ArgumentException>(() => engine.Run(memory, new float[1001])).Message, StringComparison.Ordinal);
        Assert.Contains("overlap", Assert.Throws<ArgumentException>(() => engine.Run(memory, memory)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Disposal_during_a_run_lets_it_finish_and_refuses_later_ones()
    {
        var engine = Engine(1);
        SlowProgram.Started.Reset();
        SlowProgram.Go.Reset();
        var slow = new NetworkEngine<SlowProgram>(s_layout, WeightSource.Seeded(0), null);
        var output = new float[Length];
        var run = Task.Run(() => slow.Run(Input(0), output), TestContext.Current.CancellationToken);
        SlowProgram.Started.Wait(TestContext.Current.CancellationToken);
        slow.Dispose();
        SlowProgram.Go.Set();
        await run;
        Assert.Equal(42f, output[0]);
        Assert.Throws<ObjectDisposedException>(() => slow.Run(Input(0), output));
        engine.Dispose();
        Assert.Throws<ObjectDisposedException>(() => engine.Run(Input(0), output));
    }

    [Fact]
    public void A_failure_in_a_worker_reaches_the_caller_and_leaves_the_team_usable()
    {
        using var failing = new NetworkEngine<FailingProgram>(s_layout, WeightSource.Seeded(0), new NetworkOptions { MaxDegreeOfParallelism = 2 });
        Assert.Throws<InvalidOperationException>(() => failing.Run(Input(0), new float[Length]));
        Workers_share_the_work_and_wait_for_each_other(2);
    }

    private static NetworkEngine<TwiceReversed> Engine(int workers) =>
        new(s_layout, WeightSource.Seeded(0), new NetworkOptions { MaxDegreeOfParallelism = workers });

    private static float[] Input(int first) => [.. Enumerable.Range(first, Length).Select(value => (float)value)];

    /// <summary>Doubles into the arena, then reverses: the second step reads what other workers wrote.</summary>
    private readonly struct TwiceReversed : INetworkProgram
    {
        public static void Execute(in Frame frame)
        {
            for (var index = frame.Begin(Length); index < frame.End(Length); index++)
            {
                frame.Arena(index) = 2 * Unsafe.Add(ref frame.Input(0), index);
            }

            frame.Synchronize();
            for (var index = frame.Begin(Length); index < frame.End(Length); index++)
            {
                Unsafe.Add(ref frame.Output(0), index) = frame.Arena(Length - 1 - index);
            }
        }
    }

    private readonly struct SlowProgram : INetworkProgram
    {
        public static readonly ManualResetEventSlim Started = new();
        public static readonly ManualResetEventSlim Go = new();

        public static void Execute(in Frame frame)
        {
            Started.Set();
            Go.Wait();
            frame.Output(0) = 42 + (0 * frame.Weights(0));
        }
    }

    private readonly struct FailingProgram : INetworkProgram
    {
        public static void Execute(in Frame frame)
        {
            if (frame.Worker == frame.Workers - 1)
            {
                throw new InvalidOperationException("meant to fail");
            }

            frame.Synchronize();
        }
    }
}
