namespace MobileNetGen.AspNetCore.Limits;

/// <summary>A body that counts as held until it is disposed; who still works on its bytes then may read on.</summary>
internal sealed class HeldBody(Action<long> hold) : IDisposable
{
    private readonly MemoryStream _bytes = new();
    private long _counted;

    public long Length => _bytes.Length;

    /// <summary>The bytes that came.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes.GetBuffer().AsMemory(0, (int)_bytes.Length);

    public void Add(ReadOnlySpan<byte> bytes)
    {
        _counted += bytes.Length;
        hold(bytes.Length);
        _bytes.Write(bytes);
    }

    public void Dispose() => hold(-Interlocked.Exchange(ref _counted, 0));
}
