namespace MobileNetGen.Samples.Service;

/// <summary>
/// Reads bodies before any place at work is taken, so that slow clients hold up nobody. What counts is bytes that came, not bytes that
/// were announced: a client that sends nothing holds nothing.
/// </summary>
internal sealed class BodyReader(Settings settings)
{
    private const int Chunk = 1 << 14;

    private readonly long _limit = settings.HeldBytes;

    private long _held;

    /// <summary>The whole body, which Kestrel ends with 413 where it is too long, and with 408 where it is too slow.</summary>
    /// <exception cref="BusyException">All bodies together are more than may be held.</exception>
    public async Task<Body> Read(HttpRequest request, CancellationToken deadline)
    {
        var body = new Body(this);
        try
        {
            var chunk = new byte[Chunk];
            while (await request.Body.ReadAsync(chunk, deadline) is > 0 and var count)
            {
                body.Add(chunk.AsSpan(0, count));
            }

            return body;
        }
        catch
        {
            // Whatever ended it, the bytes that came no longer count as held.
            body.Dispose();
            throw;
        }
    }

    /// <summary>A body that counts as held until it is disposed; who still works on its bytes then may read on.</summary>
    internal sealed class Body(BodyReader reader) : IDisposable
    {
        private readonly MemoryStream _bytes = new();
        private long _counted;

        /// <summary>The bytes, from the first on.</summary>
        public MemoryStream Bytes
        {
            get
            {
                _bytes.Position = 0;
                return _bytes;
            }
        }

        public void Add(ReadOnlySpan<byte> bytes)
        {
            _counted += bytes.Length;
            if (Interlocked.Add(ref reader._held, bytes.Length) > reader._limit)
            {
                throw new BusyException($"requests hold {reader._limit} bytes already");
            }

            _bytes.Write(bytes);
        }

        public void Dispose() => Interlocked.Add(ref reader._held, -Interlocked.Exchange(ref _counted, 0));
    }
}
