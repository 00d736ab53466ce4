using System.Runtime.CompilerServices;
using MobileNetGen.CompilerServices;
using MobileNetGen.Engine;
using MobileNetGen.Runtime.Tests.Weights;
using Xunit;

namespace MobileNetGen.Runtime.Tests.Execution;

[Collection(nameof(ProcessWide))]
public sealed class EngineTests
{
    internal const int Length = 1000;

    internal static readonly NetworkLayout Layout = new()
    {
        Name = "Twice",
        InputLengths = [Length],
        OutputLengths = [Length],
        ArenaBytes = Length * sizeof(float),
        ScratchBytes = 16 * sizeof(float),
        BlockCount = 2,
        WeightsBytes = 16 * sizeof(float),
        Fingerprint = 16,
        Weights = [],
        Preprocessing = new ImagePreprocessing { Height = 10, Width = 100, Channels = 1, Order = ChannelOrder.Gray },
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
            Assert.Equal(Twice(run), output);
        }
    }

    [Fact]
    public void A_profiled_run_gives_the_answer_and_a_time_for_each_block()
    {
        using var engine = Engine(2);
        var (output, times) = (new float[Length], new TimeSpan[2]);
        engine.Profile(Input(3), output, times);
        Assert.Equal(Twice(3), output);
        Assert.All(times, time => Assert.InRange(time, TimeSpan.FromTicks(1), TimeSpan.FromMinutes(1)));
        Assert.Contains(
            "has the length 3; 2 is expected",
            Assert.Throws<ArgumentException>(() => engine.Profile(Input(3), output, new TimeSpan[3])).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_trace_has_the_blocks_of_each_thread_one_after_the_other(int workers)
    {
        using var engine = Engine(workers);
        var output = new float[Length];
        var threads = ((ITracedEngine)engine).Trace(Input(3), output);
        Assert.Equal(Twice(3), output);
        Assert.InRange(threads.Count, 1, workers);
        Assert.All(threads, spans =>
        {
            Assert.Equal(2, spans.Count);
            Assert.Equal(spans.SelectMany(span => new[] { span.Begin, span.End }).Order(), spans.SelectMany(span => new[] { span.Begin, span.End }));
        });

        // Nobody begins a block before all have done the one before.
        Assert.True(threads.Max(spans => spans[0].End) <= threads.Min(spans => spans[1].Begin));
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

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_run_after_the_first_allocates_nothing(int workers)
    {
        using var engine = Engine(workers);
        var (input, output, pixels) = (Input(0), new float[Length], new byte[3 * 40 * 30]);
        var (inputs, outputs) = (new float[3 * Length], new float[3 * Length]);

        // A batch makes a second workspace, and either may serve the next call: both are to have served each form once.
        Repeat(20);
        Assert.Equal(0, Allocations.Of(() => Repeat(100)));

        void Repeat(int times)
        {
            for (var run = 0; run < times; run++)
            {
                engine.Run(input, output);
                engine.Run(pixels, 40, 30, output);
                engine.RunBatch(inputs, outputs, 3);
            }
        }
    }

    [Fact]
    public void Wrong_lengths_and_overlaps_are_refused_with_both_lengths()
    {
        using var engine = Engine(1);
        var memory = new float[Length];
        Assert.Contains("999; 1000 is expected", Assert.Throws<ArgumentException>(() => engine.Run(new float[999], memory)).Message, StringComparison.Ordinal);
        Assert.Contains(
            "1001; 1000 is expected",
            Assert.Throws<ArgumentException>(() => engine.Run(memory, new float[1001])).Message,
            StringComparison.Ordinal);
        Assert.Contains("overlap", Assert.Throws<ArgumentException>(() => engine.Run(memory, memory)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_general_form_gives_what_the_short_one_does_and_checks_the_same()
    {
        using var engine = Engine(2);
        var output = new float[Length];
        engine.Run([Input(3)], [output]);
        Assert.Equal(Twice(3), output);
        Assert.Contains(
            "the list of inputs has the length 2; 1 is expected",
            Assert.Throws<ArgumentException>(() => engine.Run([Input(0), Input(0)], [output])).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "the list of outputs has the length 0; 1 is expected",
            Assert.Throws<ArgumentException>(() => engine.Run([Input(0)], [])).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "input 0 has the length 1; 1000 is expected",
            Assert.Throws<ArgumentException>(() => engine.Run([new float[1]], [output])).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "output 0 has the length 1; 1000 is expected",
            Assert.Throws<ArgumentException>(() => engine.Run([Input(0)], [new float[1]])).Message,
            StringComparison.Ordinal);
        engine.Run(Input(4), output);
        Assert.Equal(Twice(4), output);
    }

    [Fact]
    public void The_short_form_of_a_network_with_several_inputs_is_refused()
    {
        using var engine = new NetworkEngine<TwiceReversed>(Layout.With(inputLengths: [Length, Length]), WeightSource.CreateRandom(0), null);
        var error = Assert.Throws<ArgumentException>(() => engine.Run(Input(0), new float[Length]));
        Assert.Contains("the list of inputs has the length 1; 2 is expected", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => engine.Run(new byte[3], 1, 1, new float[Length]));
    }

    [Fact]
    public void Pixels_of_a_wrong_length_are_refused_and_leave_the_network_usable()
    {
        using var engine = Engine(1);
        var output = new float[Length];
        for (var run = 0; run < 50; run++)
        {
            Assert.Contains(
                "the image has the length 5; 12 is expected",
                Assert.Throws<ArgumentException>(() => engine.Run(new byte[5], 2, 2, output)).Message,
                StringComparison.Ordinal);
        }

        engine.Run([.. Enumerable.Repeat((byte)255, 12)], 2, 2, output);
        Assert.All(output, value => Assert.Equal(2, value));
    }

    [Fact]
    public async Task Disposal_during_a_run_lets_it_finish_and_refuses_later_ones()
    {
        var engine = Engine(1);
        SlowProgram.Started.Reset();
        SlowProgram.Go.Reset();
        var slow = new NetworkEngine<SlowProgram>(Layout, WeightSource.CreateRandom(0), null);
        var output = new float[Length];
        var run = Task.Run(() => slow.Run(Input(0), output), TestContext.Current.CancellationToken);
        SlowProgram.Started.Wait(TestContext.Current.CancellationToken);
        slow.Dispose();
        SlowProgram.Go.Set();
        await run;
        Assert.Equal(42f, output[0]);
        Assert.Throws<ObjectDisposedException>(() => slow.Run(Input(0), output));
        engine.Dispose();
        engine.Dispose();
        Assert.Throws<ObjectDisposedException>(() => engine.Run(Input(0), output));
        Assert.Throws<ObjectDisposedException>(() => engine.Run([Input(0)], [output]));
        Assert.Throws<ObjectDisposedException>(() => engine.Run(new byte[3], 1, 1, output));
    }

    internal static NetworkEngine<TwiceReversed> Engine(int workers) =>
        new(Layout, WeightSource.CreateRandom(0), new NetworkOptions { MaxDegreeOfParallelism = workers });

    internal static IEnumerable<float> Twice(int first) => Input(first).Reverse().Select(value => 2 * value);

    internal static float[] Input(int first) => [.. Enumerable.Range(first, Length).Select(value => (float)value)];

    /// <summary>Doubles into the arena, then reverses: the second step reads what other workers wrote.</summary>
    internal readonly struct TwiceReversed : INetworkProgram
    {
        public static void Execute(in Frame frame)
        {
            for (var index = frame.Begin(Length); index < frame.End(Length); index++)
            {
                frame.Arena<float>(index * sizeof(float)) = 2 * Unsafe.Add(ref frame.Input<float>(0), index);
            }

            frame.SynchronizeBetweenBlocks();
            for (var index = frame.Begin(Length); index < frame.End(Length); index++)
            {
                Unsafe.Add(ref frame.Output<float>(0), index) = frame.Arena<float>((Length - 1 - index) * sizeof(float));
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
            frame.Output<float>(0) = 42 + (0 * frame.Weights<float>(0));
        }
    }
}
