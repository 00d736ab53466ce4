using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace MobileNetGen.AspNetCore.Limits;

/// <summary>
/// Reads bodies before any place at work is taken, so that slow clients hold up nobody. What counts is bytes that came, not bytes that
/// were announced: a client that sends nothing holds nothing.
/// </summary>
internal sealed class BodyReader(IOptions<ServingOptions> options)
{
    private const int Chunk = 1 << 14;

    private readonly long _limit = options.Value.HeldBytes;

    private long _held;

    /// <summary>The whole body, decompressed. Kestrel ends it with 413 where it is too long, and with 408 where it is too slow.</summary>
    /// <exception cref="BusyException">All bodies together are more than may be held.</exception>
    /// <exception cref="InferenceException">It is not compressed as its header says.</exception>
    public async Task<HeldBody> Read(HttpRequest request, CancellationToken deadline)
    {
        var body = new HeldBody(Hold);
        try
        {
            await using var content = Compression.Open(request);
            var chunk = new byte[Chunk];
            while (await Compression.Read(content, chunk, deadline) is > 0 and var count)
            {
                body.Add(chunk.AsSpan(0, count));
                if (body.Length > options.Value.LargestBody)
                {
                    throw new BadHttpRequestException($"the body has more than {options.Value.LargestBody} bytes", StatusCodes.Status413PayloadTooLarge);
                }
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

    /// <summary>Counts bytes as held, or with a negative number as let go.</summary>
    /// <exception cref="BusyException">Too many are held; these are counted all the same.</exception>
    public void Hold(long bytes)
    {
        if (Interlocked.Add(ref _held, bytes) > _limit && bytes > 0)
        {
            throw new BusyException($"requests hold {_limit} bytes already");
        }
    }
}
