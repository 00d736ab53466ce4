namespace MobileNetGen.Execution;

/// <summary>How long a thread spins for something that another thread is about to do, before it gives up its core.</summary>
internal struct Patience
{
    /// <summary>Looks one after the other: what is expected takes a cache line's way from core to core, 50 to 300 ns.</summary>
    private const int CloseLooks = 100;

    /// <summary>Looks with a pause between, of the CPU's own length: some tens of microseconds in all, a block's imbalance.</summary>
    private const int Looks = CloseLooks + 1000;

    private static readonly bool s_spins = Environment.ProcessorCount > 1;

    private int _looks;

    /// <summary>Waits for a moment.</summary>
    /// <returns>False, at once, when patience is over.</returns>
    public bool Wait()
    {
        if (_looks >= Looks || !s_spins)
        {
            return false;
        }

        if (_looks++ >= CloseLooks)
        {
            Thread.SpinWait(1);
        }

        return true;
    }
}
