using MobileNetGen.Threading;
using Xunit;

namespace MobileNetGen.Runtime.Tests.Execution;

/// <summary>Helpers stay where they pay, and go where a core is somebody else's.</summary>
public sealed class TeamPaceTests
{
    private readonly TeamPace _pace = new();

    [Fact]
    public void A_team_that_never_parks_always_runs() => Assert.Equal(0, RunsAlone(1000, team: 5, alone: 1, parks: _ => false));

    [Fact]
    public void A_wait_now_and_then_is_no_reason_to_try_without_helpers() => Assert.Equal(0, RunsAlone(1000, team: 5, alone: 1, parks: run => run % 3 == 0));

    [Fact]
    public void A_team_that_is_slower_than_one_thread_is_tried_once_in_a_while_only()
    {
        RunsAlone(200, team: 12, alone: 8, parks: _ => true);
        var cycle = TeamPace.MaxRunsAlone + TeamPace.TrialRuns;
        Assert.Equal(10 * TeamPace.MaxRunsAlone, RunsAlone(10 * cycle, team: 12, alone: 8, parks: _ => true));
    }

    [Fact]
    public void A_team_that_is_slow_for_a_moment_is_back_soon()
    {
        RunsAlone(8 + TeamPace.TrialRuns, team: 12, alone: 8, parks: _ => true);
        Assert.Equal(TeamPace.MinRunsAlone, RunsAlone(100, team: 5, alone: 8, parks: _ => true));
    }

    [Fact]
    public void A_team_that_is_much_faster_in_spite_of_its_waits_is_rarely_doubted() =>
        Assert.InRange(RunsAlone(2000, team: 5, alone: 8, parks: _ => true), TeamPace.TrialRuns, 2 * TeamPace.TrialRuns);

    [Fact]
    public void A_first_run_that_compiles_is_not_held_against_the_team()
    {
        _pace.AddTeam(200, hasParked: true);
        Assert.Equal(TeamPace.TrialRuns, RunsAlone(150, team: 5, alone: 8, parks: _ => true));
    }

    [Fact]
    public void A_team_that_is_a_little_faster_is_doubted_more_often() =>
        Assert.InRange(RunsAlone(2000, team: 7, alone: 8, parks: _ => true), 20 * TeamPace.TrialRuns, 60 * TeamPace.TrialRuns);

    [Fact]
    public void A_trusted_team_that_becomes_slower_goes_at_once()
    {
        RunsAlone(100, team: 5, alone: 8, parks: _ => true);
        Assert.InRange(RunsAlone(200, team: 12, alone: 8, parks: _ => true), 120, 180);
    }

    [Fact]
    public void A_team_comes_back_when_its_core_is_free_again()
    {
        RunsAlone(40, team: 12, alone: 8, parks: _ => true);
        Assert.InRange(RunsAlone(1000, team: 5, alone: 8, parks: _ => false), 1, TeamPace.MaxRunsAlone);
    }

    private int RunsAlone(int runs, long team, long alone, Func<int, bool> parks)
    {
        var count = 0;
        for (var run = 0; run < runs; run++)
        {
            if (_pace.WantsTeam)
            {
                _pace.AddTeam(team, parks(run));
            }
            else
            {
                _pace.AddAlone(alone);
                count++;
            }
        }

        return count;
    }
}
