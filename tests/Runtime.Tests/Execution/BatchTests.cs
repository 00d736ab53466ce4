using MobileNetGen.CompilerServices;
using Xunit;
using static MobileNetGen.Runtime.Tests.Execution.EngineTests;

namespace MobileNetGen.Runtime.Tests.Execution;

/// <summary>Several inputs at once: each worker has whole ones.</summary>
[Collection(nameof(ProcessWide))]
public sealed class BatchTests
{
    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 1)]
    [InlineData(2, 8)]
    [InlineData(3, 11)]
    public void A_batch_is_a_run_for_each_item(int workers, int count)
    {
        using var engine = EngineTests.Engine(workers);
        var outputs = new float[count * Length];
        for (var run = 0; run < 50; run++)
        {
            engine.RunBatch([.. Enumerable.Range(run, count).SelectMany(Input)], outputs, count);
            Assert.Equal([.. Enumerable.Range(run, count).SelectMany(Twice)], outputs);
        }

        engine.RunBatch([], [], 0);
    }

    [Fact]
    public void Workers_run_whole_items_of_a_batch_and_share_those_that_are_left()
    {
        using var engine = new NetworkEngine<CountingWorkers>(Layout, WeightSource.CreateRandom(0), new NetworkOptions { MaxDegreeOfParallelism = 2 });
        var outputs = new float[5 * Length];
        engine.RunBatch(new float[5 * Length], outputs, 5);
        Assert.Equal([1, 1, 1, 1, 2], outputs.Chunk(Length).Select(output => output[0]));
    }

    [Fact]
    public void A_batch_of_wrong_lengths_or_with_any_overlap_is_refused()
    {
        using var engine = EngineTests.Engine(1);
        var memory = new float[4 * Length];
        Assert.Throws<ArgumentOutOfRangeException>(() => engine.RunBatch([], [], -1));
        Assert.Contains(
            "1999; 2000 is expected",
            Assert.Throws<ArgumentException>(() => engine.RunBatch(new float[1999], memory.AsSpan(0, 2000), 2)).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "2001; 2000 is expected",
            Assert.Throws<ArgumentException>(() => engine.RunBatch(new float[2000], memory.AsSpan(0, 2001), 2)).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "0; 2147483647000 is expected",
            Assert.Throws<ArgumentException>(() => engine.RunBatch([], memory, int.MaxValue)).Message,
            StringComparison.Ordinal);

        // The first output would lie on the second input.
        Assert.Contains(
            "overlap",
            Assert.Throws<ArgumentException>(() => engine.RunBatch(memory.AsSpan(0, 2000), memory.AsSpan(1000, 2000), 2)).Message,
            StringComparison.Ordinal);
    }

    /// <summary>Answers with the number of workers that share the run.</summary>
    private readonly struct CountingWorkers : INetworkProgram
    {
        public static void Execute(in Frame frame)
        {
            if (frame.Worker == 0)
            {
                frame.Output<float>(0) = frame.Workers;
            }
        }
    }
}
