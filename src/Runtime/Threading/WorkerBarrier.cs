using System.Runtime.CompilerServices;
using MobileNetGen.Engine;

namespace MobileNetGen.Threading;

/// <summary>
/// Holds the workers of a run until all have arrived. Each says so on a cache line of its own, which the others read: nothing is
/// counted in common, so that a phase of two costs a cache line's way there and one back, at the same time.
/// </summary>
internal sealed class WorkerBarrier
{
    /// <summary>Integers between two workers' own: two cache lines, since CPUs fetch them in pairs.</summary>
    private const int Stride = 32;

    private readonly int[] _arrivals;
    private readonly WaitPoint _waits;
    private readonly BlockTimer? _timer;
    private int _workers;
    private bool _spins;
    private volatile bool _broken;

    /// <param name="maxWorkers">Workers of a run at most.</param>
    /// <param name="waits">Where they wait.</param>
    /// <param name="timer">Notes when they come between blocks, and when they go on; or null.</param>
    public WorkerBarrier(int maxWorkers, WaitPoint waits, BlockTimer? timer = null)
    {
        _timer = timer;
        _arrivals = new int[Stride * (maxWorkers + 1)];
        _waits = waits;
    }

    /// <summary>The barrier of one worker, whose passing between blocks is noted.</summary>
    public WorkerBarrier(BlockTimer timer)
        : this(1, new WaitPoint(), timer) => _workers = 1;

    /// <summary>Before a run of so many workers starts.</summary>
    /// <param name="workers">How many.</param>
    /// <param name="spins">Whether each of them has a core to spin on.</param>
    public void Reset(int workers, bool spins)
    {
        Array.Clear(_arrivals);
        _workers = workers;
        _spins = spins;
        _broken = false;
    }

    /// <summary>Frees all who wait, and all who will come: a worker failed and never comes.</summary>
    public void Break()
    {
        _broken = true;
        Interlocked.MemoryBarrier();
        _waits.Signal();
    }

    /// <exception cref="InvalidOperationException">Another worker failed.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Wait(int worker, bool endsBlock)
    {
        if (endsBlock)
        {
            _timer?.Mark(worker);
        }

        var phase = _arrivals[Place(worker)] + 1;
        Interlocked.Exchange(ref _arrivals[Place(worker)], phase);
        _waits.Signal();
        for (var other = 0; other < _workers; other++)
        {
            var arrival = new Arrival(this, Place(other), phase);
            if (!arrival.IsMet)
            {
                _waits.WaitUntil(arrival, _spins);
            }

            if (!HasArrived(Place(other), phase))
            {
                throw new InvalidOperationException("another worker of this run failed.");
            }
        }

        if (endsBlock)
        {
            _timer?.Mark(worker);
        }
    }

    /// <summary>The array's own header lies before the first.</summary>
    private static int Place(int worker) => Stride * (worker + 1);

    private bool HasArrived(int place, int phase) => Volatile.Read(ref _arrivals[place]) >= phase;

    private readonly struct Arrival(WorkerBarrier barrier, int place, int phase) : IWaitCondition
    {
        public bool IsMet => barrier.HasArrived(place, phase) || barrier._broken;
    }
}
