namespace MobileNetGen.Tool.Learning;

/// <summary>Bytes that may be kept, for all who keep some.</summary>
internal sealed class MemoryBudget(long bytes)
{
    private long _left = bytes;

    /// <summary>True for bytes that are left, which are then taken.</summary>
    public bool Take(long count)
    {
        if (Interlocked.Add(ref _left, -count) >= 0)
        {
            return true;
        }

        Give(count);
        return false;
    }

    /// <summary>Gives back what was taken.</summary>
    public void Give(long count) => Interlocked.Add(ref _left, count);
}
