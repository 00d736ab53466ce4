using System.Runtime.CompilerServices;

namespace MobileNetGen.Threading;

/// <summary>What a thread waits for. Whoever makes it true publishes that with a full fence, then signals.</summary>
internal interface IWaitCondition
{
    bool IsMet { get; }
}

/// <summary>
/// Where threads wait for what other threads are about to do. They spin for the time that a block's imbalance takes, then park; nobody
/// yields. Two threads that yielded to each other would keep one core between them full, and no system moves one of them to an idle
/// core, where it puts a thread that it wakes; and who yields to another process waits until that has had its slice, some milliseconds.
/// Who signals pays for waking only if somebody is parked.
/// </summary>
/// <remarks>
/// Spinning that ends in parking was in vain, and keeps the awaited thread from the core where both share one. So the next waits park at
/// once, one after the first such failure and twice as many after each further one, until spinning is of use again.
/// What is on the way of a wait is optimised when it is compiled: a run waits at every block, and the slow code that methods begin with cost
/// V2 a tenth of its speed with two threads, for a process' first half second.
/// </remarks>
internal sealed class WaitPoint
{
    /// <summary>Spins one after the other: what is expected takes a cache line's way from core to core, 50 to 300 ns.</summary>
    private const int BusySpins = 100;

    /// <summary>Spins with a pause of the CPU's own length between, some tens of microseconds in all.</summary>
    private const int PausedSpins = 1000;

    /// <summary>Waits at most that park at once before spinning is tried again.</summary>
    private const int MaxBackoff = 16;

    private readonly object _parkLock = new();
    private int _parked;
    private int _parks;

    // Several threads may write these at the same time: then one of them spins once more or once less.
    private int _backoff;
    private int _waitsWithoutSpinning;

    /// <summary>How often threads have parked here.</summary>
    public int Parks => Volatile.Read(ref _parks);

    /// <summary>Waits until the condition holds.</summary>
    /// <param name="condition">What is waited for.</param>
    /// <param name="spins">False where there are more threads than cores: another one needs this core to get on.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void WaitUntil<TCondition>(TCondition condition, bool spins)
        where TCondition : struct, IWaitCondition
    {
        if (!SpinBusily(condition) && !(spins && SpinWithPauses(condition)))
        {
            Park(condition);
        }
    }

    /// <summary>Wakes who is parked, after something changed that a condition looks at.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Signal()
    {
        // Parking counts first and looks at its condition then, each with a full fence between, as the change and this look have one:
        // either the change is seen there, or the count here.
        if (Volatile.Read(ref _parked) > 0)
        {
            var interrupted = AcquireLock();
            Monitor.PulseAll(_parkLock);
            ReleaseLock(interrupted);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool SpinBusily<TCondition>(TCondition condition)
        where TCondition : struct, IWaitCondition
    {
        for (var spin = 0; spin < BusySpins; spin++)
        {
            if (condition.IsMet)
            {
                return true;
            }
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool SpinWithPauses<TCondition>(TCondition condition)
        where TCondition : struct, IWaitCondition
    {
        if (_waitsWithoutSpinning > 0)
        {
            _waitsWithoutSpinning--;
            return false;
        }

        for (var spin = 0; spin < PausedSpins; spin++)
        {
            if (condition.IsMet)
            {
                _backoff = 0;
                return true;
            }

            Thread.SpinWait(1);
        }

        _backoff = Math.Clamp(2 * _backoff, 1, MaxBackoff);
        _waitsWithoutSpinning = _backoff;
        return false;
    }

    private void Park<TCondition>(TCondition condition)
        where TCondition : struct, IWaitCondition
    {
        var interrupted = AcquireLock();
        Interlocked.Increment(ref _parked);
        _parks++;
        while (!condition.IsMet)
        {
            try
            {
                Monitor.Wait(_parkLock);
            }
            catch (ThreadInterruptedException)
            {
                interrupted = true;
            }
        }

        Interlocked.Decrement(ref _parked);
        ReleaseLock(interrupted);
    }

    /// <summary>Others work in memory that this thread would give back, so that it cannot go before they have finished, interrupted or not.</summary>
    /// <returns>Whether somebody tried to interrupt it.</returns>
    private bool AcquireLock()
    {
        for (var interrupted = false; ; interrupted = true)
        {
            try
            {
                Monitor.Enter(_parkLock);
                return interrupted;
            }
            catch (ThreadInterruptedException)
            {
                // Said again to the thread once it has left.
            }
        }
    }

    private void ReleaseLock(bool interrupted)
    {
        Monitor.Exit(_parkLock);
        if (interrupted)
        {
            Thread.CurrentThread.Interrupt();
        }
    }
}
