using System.IO.Pipelines;

namespace MobileNetGen.AspNetCore.Limits;

/// <summary>A body that counts as held while gRPC gathers a message of it: what came and was not let go.</summary>
internal sealed class CountedPipeReader(PipeReader body, Action<long> hold) : PipeReader, IDisposable
{
    private long _counted;
    private long _buffered;

    public override bool TryRead(out ReadResult result)
    {
        var read = body.TryRead(out result);
        if (read)
        {
            Count(result.Buffer.Length);
        }

        return read;
    }

    public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        var result = await body.ReadAsync(cancellationToken);
        Count(result.Buffer.Length);
        return result;
    }

    public override void AdvanceTo(SequencePosition consumed) => body.AdvanceTo(consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => body.AdvanceTo(consumed, examined);

    public override void CancelPendingRead() => body.CancelPendingRead();

    public override void Complete(Exception? exception = null) => body.Complete(exception);

    /// <summary>The message, and what was made of it, is no longer needed.</summary>
    public void Dispose() => hold(-Interlocked.Exchange(ref _counted, 0));

    /// <summary>The bytes of a message are held from when they came to when the call has ended; buffers grow until the message is whole.</summary>
    private void Count(long buffered)
    {
        var more = buffered - _buffered;
        if (more > 0)
        {
            _buffered = buffered;
            Interlocked.Add(ref _counted, more);
            hold(more);
        }
    }
}
