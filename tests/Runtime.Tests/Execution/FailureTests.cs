using System.Runtime.InteropServices;
using MobileNetGen.CompilerServices;
using Xunit;

namespace MobileNetGen.Runtime.Tests.Execution;

/// <summary>A program that throws in one of its workers, before or after the point where they wait for each other.</summary>
[Collection(nameof(ProcessWide))]
public sealed class FailureTests
{
    private const int Workers = 3;

    [Theory]
    [InlineData(0, false)]
    [InlineData(0, true)]
    [InlineData(Workers - 1, false)]
    [InlineData(Workers - 1, true)]
    public void The_failure_itself_reaches_the_caller_and_later_runs_are_whole(int worker, bool late)
    {
        using var engine =
            new NetworkEngine<Failing>(EngineTests.Layout, WeightSource.CreateRandom(0), new NetworkOptions { MaxDegreeOfParallelism = Workers });
        var output = new float[EngineTests.Length];
        for (var run = 0; run < 100; run++)
        {
            var input = EngineTests.Input(run);
            (input[0], input[1]) = (worker, late ? 1 : 0);
            var failure = Record.Exception(() => engine.Run(input, output));
            Assert.IsType<NotSupportedException>(failure);
            Assert.StartsWith("meant to fail", failure.Message, StringComparison.Ordinal);

            input[0] = -1;
            engine.Run(input, output);
            Assert.Equal(input, output);
        }
    }

    [Fact]
    public void Failures_of_one_caller_do_not_reach_others()
    {
        using var engine =
            new NetworkEngine<Failing>(EngineTests.Layout, WeightSource.CreateRandom(0), new NetworkOptions { MaxDegreeOfParallelism = Workers });
        Parallel.For(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = TestContext.Current.CancellationToken }, run =>
        {
            var (input, output) = (EngineTests.Input(run), new float[EngineTests.Length]);
            (input[0], input[1]) = (run % 2 == 0 ? 0 : -1, run % 3);
            if (run % 2 == 0)
            {
                Assert.Throws<NotSupportedException>(() => engine.Run(input, output));
            }
            else
            {
                engine.Run(input, output);
                Assert.Equal(input, output);
            }
        });
    }

    /// <summary>
    /// Copies its input; the first number says which worker fails, or the last one where there are fewer, as in a run without helpers; the second,
    /// whether it does so late.
    /// </summary>
    private readonly struct Failing : INetworkProgram
    {
        public static void Execute(in Frame frame)
        {
            var input = Span(ref frame.Input<float>(0));
            var output = Span(ref frame.Output<float>(0));
            var fails = frame.Worker == Math.Min(input[0], frame.Workers - 1);
            FailIf(fails && input[1] == 0, frame.Worker);
            frame.SynchronizeBetweenBlocks();
            FailIf(fails, frame.Worker);
            var (begin, end) = (frame.Begin(input.Length), frame.End(input.Length));
            input[begin..end].CopyTo(output[begin..end]);
            frame.SynchronizeBetweenBlocks();
        }

        private static Span<float> Span(ref float start) => MemoryMarshal.CreateSpan(ref start, EngineTests.Length);

        private static void FailIf(bool failing, int worker)
        {
            if (failing)
            {
                throw new NotSupportedException($"meant to fail in worker {worker}");
            }
        }
    }
}
