namespace MobileNetGen.Threading;

/// <summary>A thread that does shares of others' work, and is parked when there is none.</summary>
internal sealed class Helper
{
    private readonly WaitPoint _waits = new();
    private TeamWork? _work;
    private int _worker;
    private int _claimed;

    public Helper() => new Thread(Serve) { IsBackground = true, Name = "MobileNetGen worker" }.UnsafeStart();

    /// <summary>Takes the helper for one run, if nobody else has it.</summary>
    public bool TryClaim() => Volatile.Read(ref _claimed) == 0 && Interlocked.CompareExchange(ref _claimed, 1, 0) == 0;

    /// <summary>Lets a claimed helper do its share, as this worker.</summary>
    public void Start(TeamWork work, int worker)
    {
        _worker = worker;
        Interlocked.Exchange(ref _work, work);
        _waits.Signal();
    }

    private void Serve()
    {
        while (true)
        {
            // Runs often follow each other at once: a moment of spinning spares them the way through the operating system.
            _waits.WaitUntil(new HasWork(this), WorkerTeam.Shared.HasCoreForEach);
            var work = _work!;
            work.DoShare(_worker);
            _work = null;

            // Free again before the caller goes on, so that its next run finds the helper.
            Volatile.Write(ref _claimed, 0);
            work.Finish();
        }
    }

    private readonly struct HasWork(Helper helper) : IWaitCondition
    {
        public bool IsMet => Volatile.Read(ref helper._work) is not null;
    }
}
