namespace MobileNetGen.Execution;

/// <summary>A thread that does shares of others' work, and is parked when there is none.</summary>
internal sealed class Helper
{
    private readonly object _bed = new();
    private TeamWork? _work;
    private int _worker;
    private int _claimed;
    private int _parked;

    public Helper() => new Thread(Serve) { IsBackground = true, Name = "MobileNetGen worker" }.UnsafeStart();

    /// <summary>Takes the helper for one run, if nobody else has it.</summary>
    public bool TryClaim() => Volatile.Read(ref _claimed) == 0 && Interlocked.CompareExchange(ref _claimed, 1, 0) == 0;

    /// <summary>Lets a claimed helper do its share, as this worker.</summary>
    public void Start(TeamWork work, int worker)
    {
        _worker = worker;

        // The exchanges here and in Park are full fences: either the helper sees the work, or this sees it parked.
        Interlocked.Exchange(ref _work, work);
        if (Volatile.Read(ref _parked) == 1)
        {
            lock (_bed)
            {
                Monitor.Pulse(_bed);
            }
        }
    }

    private void Serve()
    {
        while (true)
        {
            var work = Next();
            work.DoShare(_worker);
            _work = null;

            // Free again before the caller goes on, so that its next run finds the helper.
            Volatile.Write(ref _claimed, 0);
            work.Finish();
        }
    }

    /// <summary>Runs often follow each other at once: a moment of spinning spares them the way through the operating system.</summary>
    private TeamWork Next()
    {
        var patience = default(Patience);
        while (patience.Wait())
        {
            if (Volatile.Read(ref _work) is { } soon)
            {
                return soon;
            }
        }

        return Park();
    }

    private TeamWork Park()
    {
        lock (_bed)
        {
            Interlocked.Exchange(ref _parked, 1);
            while (Volatile.Read(ref _work) is null)
            {
                Monitor.Wait(_bed);
            }

            Volatile.Write(ref _parked, 0);
            return _work!;
        }
    }
}
