using System.Diagnostics;

namespace MobileNetGen.Engine;

/// <summary>When a worker was busy with its share of a block, from the run's start.</summary>
internal readonly record struct BlockSpan(TimeSpan Begin, TimeSpan End);

/// <summary>Notes when each worker of a run begins each block and when it is done with its share.</summary>
internal sealed class BlockTimer(int blocks, int workers = 1)
{
    private readonly long[][] _marks = [.. Enumerable.Range(0, workers).Select(_ => new long[2 * blocks])];
    private readonly int[] _counts = new int[workers];

    /// <summary>A worker begins a block, or is done with it, in turns.</summary>
    public void Mark(int worker) => _marks[worker][_counts[worker]++] = Stopwatch.GetTimestamp();

    /// <summary>From the beginning of a block to that of the next, as the first worker saw it.</summary>
    public void Read(Span<TimeSpan> times)
    {
        for (var block = 0; block < times.Length; block++)
        {
            times[block] = Stopwatch.GetElapsedTime(_marks[0][2 * block], _marks[0][block + 1 < blocks ? 2 * (block + 1) : (2 * block) + 1]);
        }
    }

    /// <summary>The blocks of each worker that took part.</summary>
    public IReadOnlyList<IReadOnlyList<BlockSpan>> Spans()
    {
        var (taking, start) = (_marks.Where((_, worker) => _counts[worker] == 2 * blocks).ToList(), _marks[0][0]);
        return [.. taking.Select(marks => marks.Chunk(2)
            .Select(pair => new BlockSpan(Stopwatch.GetElapsedTime(start, pair[0]), Stopwatch.GetElapsedTime(start, pair[1])))
            .ToList())];
    }
}
