using System.Runtime.CompilerServices;

namespace MobileNetGen.Threading;

/// <summary>
/// Whether helpers pay, for work that is the same in each run. Where another process keeps a core busy, the worker there holds up all others
/// at each barrier, and one thread alone, which the system leaves on a core of its own, can be faster. So: where workers park in run after
/// run, a few runs go alone, and the faster way is kept for a while.
/// </summary>
/// <remarks>One run at a time: nothing here is synchronised.</remarks>
internal sealed class TeamPace
{
    /// <summary>Runs in which somebody parked, less those in which nobody did, before going alone is tried.</summary>
    private const int MaxSuspicion = 8;

    /// <summary>Runs whose mean is compared: the system's slices make single ones differ by more than helpers do.</summary>
    public const int TrialRuns = 6;

    /// <summary>Runs alone after a team's first defeat. What slows it down is often over soon, such as a compiler in the background.</summary>
    public const int MinRunsAlone = 8;

    /// <summary>Runs alone before the team is tried again, where it loses again and again: twice as many after each defeat, half as many after a win.</summary>
    public const int MaxRunsAlone = 64;

    /// <summary>Runs in which a team that has won by a little is not suspected.</summary>
    public const int RunsOfTrust = 32;

    /// <summary>Runs in which a team that has won clearly is not suspected, unless it becomes slower.</summary>
    public const int RunsOfLongTrust = 1024;

    /// <summary>A clear win, and a clear slowing down: the ratio of two means.</summary>
    private const double Clearly = 1.25;

    private MovingMean _team;
    private MovingMean _single;
    private double _won = double.PositiveInfinity;
    private int _trust;
    private int _suspicion;
    private int _runsAfterDefeat = MinRunsAlone;
    private int _runsAlone;
    private int _runsOfTrial;

    /// <summary>True if the next run should have helpers.</summary>
    public bool WantsTeam => _runsAlone == 0;

    /// <summary>After a run with helpers.</summary>
    /// <param name="time">How long it took, in any unit.</param>
    /// <param name="hasParked">Whether a worker waited for longer than it spins.</param>
    public void AddTeam(long time, bool hasParked)
    {
        _team.Add(time);
        if (_runsOfTrial > 0)
        {
            CountTrial();
        }
        else if (_trust > 0 && _team.Value < Clearly * _won)
        {
            _trust--;
        }
        else
        {
            _suspicion = Math.Max(0, _suspicion + (hasParked ? 1 : -1));
            if (_suspicion == MaxSuspicion)
            {
                (_runsAlone, _runsOfTrial, _single) = (TrialRuns, TrialRuns, default);
            }
        }
    }

    /// <summary>After a run without helpers.</summary>
    /// <param name="time">How long it took, in the same unit.</param>
    public void AddAlone(long time)
    {
        _single.Add(time);
        _runsAlone--;
        if (_runsOfTrial > 0)
        {
            CountTrial();
        }
        else if (_runsAlone == 0)
        {
            (_runsOfTrial, _team) = (TrialRuns, default);
        }
    }

    private void CountTrial()
    {
        _runsOfTrial--;
        if (_runsOfTrial == 0)
        {
            Decide();
        }
    }

    private void Decide()
    {
        _suspicion = 0;
        if (_single.Value < _team.Value)
        {
            _runsAlone = _runsAfterDefeat;
            _runsAfterDefeat = Math.Min(2 * _runsAfterDefeat, MaxRunsAlone);
        }
        else
        {
            _won = _team.Value;
            _trust = _single.Value > Clearly * _team.Value ? RunsOfLongTrust : RunsOfTrust;
            _runsAfterDefeat = Math.Max(_runsAfterDefeat / 2, MinRunsAlone);
        }
    }

    /// <summary>The mean of the last runs of a trial's length. Older ones are forgotten: the first run compiles and touches memory.</summary>
    private struct MovingMean
    {
        private LastTimes _times;
        private int _count;
        private int _next;

        public readonly double Value
        {
            get
            {
                var sum = 0.0;
                for (var run = 0; run < _count; run++)
                {
                    sum += _times[run];
                }

                return sum / _count;
            }
        }

        public void Add(long time)
        {
            _times[_next] = time;
            _next = (_next + 1) % TrialRuns;
            _count = Math.Max(_count, _next == 0 ? TrialRuns : _next);
        }
    }

    [InlineArray(TrialRuns)]
    private struct LastTimes
    {
        private long _first;
    }
}
