using System.Threading.RateLimiting;

namespace MobileNetGen.Samples.Service;

/// <summary>Lets some images be decoded and classified at the same time, and some wait; a place is taken only when all of an image is there.</summary>
internal sealed class RunGate(Settings settings) : IDisposable
{
    private readonly ConcurrencyLimiter _places = new(new ConcurrencyLimiterOptions { PermitLimit = settings.Runs, QueueLimit = settings.Waiting });
    private readonly HashSet<Start> _running = [];

    /// <summary>How long the run has taken that began first; zero where there is none.</summary>
    public TimeSpan Longest
    {
        get
        {
            lock (_running)
            {
                return _running.Count == 0 ? TimeSpan.Zero : _running.Max(run => TimeProvider.System.GetElapsedTime(run.Timestamp));
            }
        }
    }

    /// <summary>Waits for a place and works. Work that outlasts the deadline keeps its place until it ends, since no thread can be stopped.</summary>
    /// <exception cref="BusyException">Too many are waiting.</exception>
    /// <exception cref="OperationCanceledException">The deadline has passed.</exception>
    public async Task<T> Run<T>(Func<T> work, CancellationToken deadline)
    {
        var place = await _places.AcquireAsync(1, deadline);
        if (!place.IsAcquired)
        {
            throw new BusyException($"{settings.Runs} images are worked on and {settings.Waiting} are waiting");
        }

        return await Task.Run(() => Work(place, work), CancellationToken.None).WaitAsync(deadline);
    }

    public void Dispose() => _places.Dispose();

    private T Work<T>(RateLimitLease place, Func<T> work)
    {
        using (place)
        {
            var run = new Start(TimeProvider.System.GetTimestamp());
            lock (_running)
            {
                _running.Add(run);
            }

            try
            {
                return work();
            }
            finally
            {
                lock (_running)
                {
                    _running.Remove(run);
                }
            }
        }
    }

    /// <summary>Equal to itself only: two runs may begin at the same moment.</summary>
    private sealed class Start(long timestamp)
    {
        public long Timestamp => timestamp;
    }
}
