namespace MobileNetGen.Execution;

/// <summary>
/// Holds the workers of a run until all have come. Each says so on a cache line of its own, which the others read: nothing is
/// counted in common, so that a meeting of two costs a cache line's way there and one back, at the same time.
/// </summary>
internal sealed class WorkerBarrier
{
    /// <summary>Integers between two workers' own: two cache lines, since CPUs fetch them in pairs.</summary>
    private const int Stride = 32;

    private readonly int[] _arrivals;
    private readonly BlockTimer? _timer;
    private int _workers;
    private volatile bool _broken;

    public WorkerBarrier(int most) => _arrivals = new int[Stride * (most + 1)];

    /// <summary>The barrier of one worker, whose passing between blocks is noted.</summary>
    public WorkerBarrier(BlockTimer timer)
        : this(1)
    {
        _timer = timer;
        _workers = 1;
    }

    /// <summary>Before a run of so many workers starts.</summary>
    public void Reset(int workers)
    {
        Array.Clear(_arrivals);
        _workers = workers;
        _broken = false;
    }

    /// <summary>Frees all who wait, and all who will come: a worker failed and never comes.</summary>
    public void Break() => _broken = true;

    /// <exception cref="InvalidOperationException">Another worker failed.</exception>
    public void Wait(int worker, bool endsBlock)
    {
        var meeting = _arrivals[Place(worker)] + 1;
        Volatile.Write(ref _arrivals[Place(worker)], meeting);
        for (var other = 0; other < _workers; other++)
        {
            var patience = default(Patience);
            while (Volatile.Read(ref _arrivals[Place(other)]) < meeting)
            {
                if (_broken)
                {
                    throw new InvalidOperationException("another worker of this run failed.");
                }

                if (!patience.Wait())
                {
                    Thread.Yield();
                }
            }
        }

        if (endsBlock)
        {
            _timer?.Mark();
        }
    }

    /// <summary>The array's own header lies in front of the first.</summary>
    private static int Place(int worker) => Stride * (worker + 1);
}
