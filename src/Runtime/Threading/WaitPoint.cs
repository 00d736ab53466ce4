namespace MobileNetGen.Threading;

/// <summary>What a thread waits for. Whoever makes it true publishes that with a full fence, then signals.</summary>
internal interface IWaitCondition
{
    bool IsMet { get; }
}

/// <summary>
/// Where threads wait for what other threads are about to do. They spin for the time that a block's imbalance takes, offer their core to
/// others a few times, then park: two threads that went on offering would keep one core between them full, and no system moves one of
/// them to an idle core, where it puts a thread that it wakes. Who signals pays for waking only if somebody is parked.
/// </summary>
internal sealed class WaitPoint
{
    /// <summary>Spins one after the other: what is expected takes a cache line's way from core to core, 50 to 300 ns.</summary>
    private const int BusySpins = 100;

    /// <summary>Spins with a pause of the CPU's own length between, some tens of microseconds in all.</summary>
    private const int PausedSpins = 1000;

    /// <summary>Enough for a thread that waits after this one for the same core and is almost done.</summary>
    private const int Yields = 4;

    private readonly object _parkLock = new();
    private int _parked;

    /// <summary>Waits until the condition holds.</summary>
    /// <param name="condition">What is waited for.</param>
    /// <param name="spins">False where there are more threads than cores: another one needs this core to get on.</param>
    public void WaitUntil<TCondition>(TCondition condition, bool spins)
        where TCondition : struct, IWaitCondition
    {
        if (!(spins && Spin(condition)) && !Yield(condition))
        {
            Park(condition);
        }
    }

    /// <summary>Wakes who is parked, after something changed that a condition looks at.</summary>
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

    private static bool Spin<TCondition>(TCondition condition)
        where TCondition : struct, IWaitCondition
    {
        for (var spin = 0; spin < BusySpins + PausedSpins; spin++)
        {
            if (condition.IsMet)
            {
                return true;
            }

            if (spin >= BusySpins)
            {
                Thread.SpinWait(1);
            }
        }

        return false;
    }

    private static bool Yield<TCondition>(TCondition condition)
        where TCondition : struct, IWaitCondition
    {
        for (var yield = 0; yield < Yields; yield++)
        {
            if (condition.IsMet)
            {
                return true;
            }

            Thread.Yield();
        }

        return condition.IsMet;
    }

    private void Park<TCondition>(TCondition condition)
        where TCondition : struct, IWaitCondition
    {
        var interrupted = AcquireLock();
        Interlocked.Increment(ref _parked);
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
