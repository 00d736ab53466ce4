using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace MobileNetGen.AspNetCore.Limits;

/// <summary>Lets some requests be decoded and run at the same time, and some wait; a place is taken only when all of a request is there.</summary>
internal sealed class RunGate(IOptions<ServingOptions> options) : IDisposable
{
    private readonly ConcurrencyLimiter _places = new(new ConcurrencyLimiterOptions { PermitLimit = options.Value.Runs, QueueLimit = options.Value.Waiting });
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
            throw new BusyException($"{options.Value.Runs} requests are worked on and {options.Value.Waiting} are waiting");
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
