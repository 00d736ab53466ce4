using MobileNetGen.Tool.Batch;
using Xunit;

namespace MobileNetGen.Tool.Tests.Batch;

/// <summary>Which share of the work a process has.</summary>
public sealed class ShardTests
{
    [Theory]
    [InlineData(null, null, "", 0, 1)]
    [InlineData(2, 3, "SLURM_ARRAY_TASK_ID=0 SLURM_ARRAY_TASK_COUNT=9", 2, 3)]
    [InlineData(null, null, "SLURM_ARRAY_TASK_ID=3 SLURM_ARRAY_TASK_COUNT=4", 3, 4)]
    [InlineData(null, null, "SLURM_ARRAY_TASK_ID=7 SLURM_ARRAY_TASK_COUNT=4 SLURM_ARRAY_TASK_MIN=5", 2, 4)]
    [InlineData(null, null, "SLURM_ARRAY_TASK_ID=9 SLURM_ARRAY_TASK_COUNT=3 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_STEP=4", 2, 3)]
    [InlineData(1, null, "SLURM_ARRAY_TASK_ID=3 SLURM_ARRAY_TASK_COUNT=4", 1, 4)]
    [InlineData(null, 5, "JOB_COMPLETION_INDEX=4", 4, 5)]
    [InlineData(null, 1, "", 0, 1)]
    public void The_user_or_the_scheduler_says_it(int? index, int? count, string environment, int expectedIndex, int expectedCount) =>
        Assert.Equal(new Shard(expectedIndex, expectedCount), Shard.Of(index, count, Variables(environment)));

    [Theory]
    [InlineData(3, 3, "", "0 to 2 is accepted")]
    [InlineData(1, null, "", "--shard is 1")]
    [InlineData(null, 2, "", "--shards is 2")]
    [InlineData(null, null, "JOB_COMPLETION_INDEX=1", "give the job's completions")]
    [InlineData(null, 2, "JOB_COMPLETION_INDEX=2", "shard 2 of 2")]
    [InlineData(null, null, "SLURM_ARRAY_TASK_ID=9 SLURM_ARRAY_TASK_COUNT=3 SLURM_ARRAY_TASK_MIN=1", "an array without gaps")]
    [InlineData(null, null, "SLURM_ARRAY_TASK_ID=1", "SLURM_ARRAY_TASK_COUNT is not there")]
    [InlineData(null, null, "SLURM_ARRAY_TASK_ID=-1 SLURM_ARRAY_TASK_COUNT=3", "SLURM_ARRAY_TASK_ID is \"-1\"")]
    public void What_is_not_said_or_does_not_fit_is_refused(int? index, int? count, string environment, string said) =>
        Assert.Contains(said, Assert.Throws<ToolException>(() => Shard.Of(index, count, Variables(environment))).Message, StringComparison.Ordinal);

    private static Func<string, string?> Variables(string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]).GetValueOrDefault;
}
