namespace MobileNetGen.AspNetCore.Limits;

/// <summary>The time that a request has, and the client's presence.</summary>
internal sealed class Deadline : IDisposable
{
    private readonly CancellationTokenSource _over;
    private readonly CancellationToken _gone;

    public Deadline(ServingOptions options, CancellationToken gone)
    {
        _gone = gone;
        _over = CancellationTokenSource.CreateLinkedTokenSource(gone);
        _over.CancelAfter(TimeSpan.FromSeconds(options.DeadlineSeconds));
    }

    public CancellationToken Token => _over.Token;

    /// <summary>True if time is over and the client still waits.</summary>
    public bool HasPassed => _over.IsCancellationRequested && !_gone.IsCancellationRequested;

    public void Dispose() => _over.Dispose();
}
