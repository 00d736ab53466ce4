namespace MobileNetGen.Weights;

/// <summary>The bytes of a weights file, wherever they lie, for as long as it is not disposed of.</summary>
internal sealed unsafe class WeightBytes(byte* start, long length, string name, IDisposable? owner) : IDisposable
{
    /// <summary>What the bytes are, for messages.</summary>
    public string Name { get; } = name;

    public long Length { get; } = length;

    /// <summary>The first byte.</summary>
    public byte* Start => start;

    public ReadOnlySpan<byte> Slice(long offset, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset + count, Length);
        return new ReadOnlySpan<byte>(start + offset, count);
    }

    /// <summary>The SHA-256 of all bytes from one on.</summary>
    public string Hash(long from)
    {
        const int step = 1 << 24;
        var hash = new Sha256();
        for (var offset = from; offset < Length; offset += step)
        {
            hash.Add(Slice(offset, (int)Math.Min(step, Length - offset)));
        }

        return hash.Finish();
    }

    /// <summary>Gives the bytes back, once however often it is called.</summary>
    public void Dispose() => Interlocked.Exchange(ref owner, null)?.Dispose();
}
