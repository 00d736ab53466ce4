using System.Diagnostics;
using System.Runtime.ExceptionServices;
using MobileNetGen.Engine;

namespace MobileNetGen.Threading;

/// <summary>Work that several workers share: one run at a time, again and again, without making objects.</summary>
internal abstract class TeamWork
{
    private readonly Helper[] _helpers;
    private readonly WaitPoint _waits = new();
    private readonly WorkerBarrier _barrier;
    private readonly TeamPace? _pace;
    private Exception? _failure;
    private int _team;
    private int _unfinished;

    /// <param name="workers">Workers at most, the caller included.</param>
    /// <param name="pace">Sends helpers away where they do not pay; null where runs differ too much to tell.</param>
    /// <param name="timer">Notes when workers come between blocks; or null.</param>
    protected TeamWork(int workers, TeamPace? pace = null, BlockTimer? timer = null)
    {
        _pace = pace;
        _helpers = new Helper[workers - 1];
        _barrier = new WorkerBarrier(workers, _waits, timer);
    }

    /// <summary>Does one worker's share.</summary>
    /// <param name="worker">Its number, from 0.</param>
    /// <param name="workers">Workers of this run.</param>
    /// <param name="barrier">Where they meet; null for one.</param>
    public abstract void Execute(int worker, int workers, WorkerBarrier? barrier);

    /// <summary>Runs the work on the caller's thread and the helpers that are free. How many they are changes no bit of the result.</summary>
    public void Run()
    {
        if (_pace is { WantsTeam: false })
        {
            var start = Stopwatch.GetTimestamp();
            Execute(0, 1, null);
            _pace.AddAlone(Stopwatch.GetTimestamp() - start);
            return;
        }

        var helpers = WorkerTeam.Shared.Claim(_helpers);
        if (helpers == 0)
        {
            Execute(0, 1, null);
            return;
        }

        RunTeam(helpers);
        if (_failure is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    /// <summary>A failure is kept for the caller, and must not leave the others waiting.</summary>
    public void DoShare(int worker)
    {
        try
        {
            Execute(worker, _team, _barrier);
        }
        catch (Exception failure)
        {
            Interlocked.CompareExchange(ref _failure, failure, null);
            _barrier.Break();
        }
    }

    /// <summary>A helper's last word on a run: the caller may start the next one.</summary>
    public void Finish()
    {
        Interlocked.Decrement(ref _unfinished);
        _waits.Signal();
    }

    private void RunTeam(int helpers)
    {
        var start = Stopwatch.GetTimestamp();
        var parks = _waits.Parks;
        var spins = WorkerTeam.Shared.HasCoreForEach;
        _team = helpers + 1;
        _failure = null;
        _unfinished = helpers;
        _barrier.Reset(_team, spins);
        for (var helper = 0; helper < helpers; helper++)
        {
            _helpers[helper].Start(this, helper + 1);
        }

        DoShare(0);
        _waits.WaitUntil(new AllFinished(this), spins);
        WorkerTeam.Shared.Release(_team);
        _pace?.AddTeam(Stopwatch.GetTimestamp() - start, _waits.Parks != parks);
    }

    private readonly struct AllFinished(TeamWork work) : IWaitCondition
    {
        public bool IsMet => Volatile.Read(ref work._unfinished) == 0;
    }
}
