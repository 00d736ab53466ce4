using System.Diagnostics;

namespace MobileNetGen.Engine;

/// <summary>Notes when each block of a run ends.</summary>
internal sealed class BlockTimer(int blocks)
{
    private readonly long[] _marks = new long[blocks + 1];
    private int _count;

    public void Mark() => _marks[_count++] = Stopwatch.GetTimestamp();

    public void Read(Span<TimeSpan> times)
    {
        for (var block = 0; block < times.Length; block++)
        {
            times[block] = Stopwatch.GetElapsedTime(_marks[block], _marks[block + 1]);
        }
    }
}
