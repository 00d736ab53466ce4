using System.Runtime.ExceptionServices;

namespace MobileNetGen.Execution;

/// <summary>Work that every worker of a team does its share of.</summary>
internal interface ITeamWork
{
    void Execute(int worker, int workers, WorkerBarrier? barrier);
}

/// <summary>
/// The threads that help callers: one team for the process, parked when idle. It serves one run at a time; a run that
/// finds it busy does without, which changes no bit of the result.
/// </summary>
internal sealed class WorkerTeam
{
    public static readonly WorkerTeam Shared = new();

    private readonly WorkerBarrier _barrier = new();
    private readonly List<SemaphoreSlim> _wake = [];
    private ITeamWork? _work;
    private Exception? _failure;
    private int _workers;
    private int _running;
    private int _busy;

    /// <summary>Runs the work on <paramref name="workers"/> threads, the caller's included, or on the caller's alone if the team is busy.</summary>
    public void Run(ITeamWork work, int workers)
    {
        if (workers == 1 || Interlocked.CompareExchange(ref _busy, 1, 0) != 0)
        {
            work.Execute(0, 1, null);
            return;
        }

        try
        {
            RunTogether(work, workers);
        }
        finally
        {
            Volatile.Write(ref _busy, 0);
        }
    }

    private void RunTogether(ITeamWork work, int workers)
    {
        while (_wake.Count < workers - 1)
        {
            StartHelper(_wake.Count + 1);
        }

        _work = work;
        _workers = workers;
        _failure = null;
        _barrier.Reset(workers);
        Volatile.Write(ref _running, workers - 1);
        for (var helper = 0; helper < workers - 1; helper++)
        {
            _wake[helper].Release();
        }

        Execute(0);
        var spin = default(SpinWait);
        while (Volatile.Read(ref _running) > 0)
        {
            spin.SpinOnce(sleep1Threshold: -1);
        }

        _work = null;
        if (_failure is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    private void StartHelper(int worker)
    {
        var wake = new SemaphoreSlim(0);
        _wake.Add(wake);
        new Thread(() => Help(worker, wake)) { IsBackground = true, Name = "MobileNetGen worker" }.Start();
    }

    private void Help(int worker, SemaphoreSlim wake)
    {
        while (true)
        {
            wake.Wait();
            Execute(worker);
            Interlocked.Decrement(ref _running);
        }
    }

    /// <summary>A failure is kept for the caller, and must not leave the others waiting.</summary>
    private void Execute(int worker)
    {
        try
        {
            _work!.Execute(worker, _workers, _barrier);
        }
        catch (Exception failure)
        {
            Interlocked.CompareExchange(ref _failure, failure, null);
            _barrier.Break();
        }
    }
}
