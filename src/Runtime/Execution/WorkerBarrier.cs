namespace MobileNetGen.Execution;

/// <summary>Holds the workers of a run until all have come. Spins, since blocks take microseconds; yields when it takes longer.</summary>
internal sealed class WorkerBarrier
{
    private readonly BlockTimer? _timer;
    private int _workers;
    private int _waiting;
    private volatile int _generation;
    private volatile bool _broken;

    public WorkerBarrier()
    {
    }

    /// <summary>The barrier of one worker, whose passing is noted.</summary>
    public WorkerBarrier(BlockTimer timer)
    {
        _timer = timer;
        _workers = 1;
    }

    public void Reset(int workers)
    {
        _workers = workers;
        _waiting = 0;
        _broken = false;
    }

    /// <summary>Frees all who wait, and all who will come: a worker failed and never comes.</summary>
    public void Break() => _broken = true;

    /// <exception cref="InvalidOperationException">Another worker failed.</exception>
    public void Wait()
    {
        var generation = _generation;
        if (Interlocked.Increment(ref _waiting) == _workers)
        {
            _waiting = 0;
            _timer?.Mark();
            _generation = generation + 1;
            return;
        }

        var spin = default(SpinWait);
        while (_generation == generation)
        {
            if (_broken)
            {
                throw new InvalidOperationException("another worker of this run failed.");
            }

            spin.SpinOnce(sleep1Threshold: -1);
        }
    }
}
