using System.Globalization;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Tool.Batch;

/// <summary>One of several processes that share the work: it has each part whose number leaves its own, divided by how many there are.</summary>
internal sealed record Shard(int Index, int Count)
{
    private const string SlurmTask = "SLURM_ARRAY_TASK_ID";
    private const string SlurmCount = "SLURM_ARRAY_TASK_COUNT";
    private const string SlurmFirst = "SLURM_ARRAY_TASK_MIN";
    private const string SlurmStep = "SLURM_ARRAY_TASK_STEP";
    private const string KubernetesIndex = "JOB_COMPLETION_INDEX";

    public bool Owns(int part) => part % Count == Index;

    /// <summary>What the user says, or the scheduler that started this process; all of the work where nobody says anything.</summary>
    /// <param name="index">Which one, from 0, or null.</param>
    /// <param name="count">How many there are, or null.</param>
    /// <param name="environment">Variables of the environment.</param>
    /// <exception cref="ToolException">One of the two is not said, or they do not go together.</exception>
    public static Shard Of(int? index, int? count, Func<string, string?> environment)
    {
        var said = Said(index, count, new Variables(environment));
        return said.Index < said.Count
            ? said
            : throw new ToolException($"shard {Invariant.Format(said.Index)} of {Invariant.Format(said.Count)}; "
                + $"0 to {Invariant.Format(said.Count - 1)} is accepted.");
    }

    private static Shard Said(int? index, int? count, Variables variables) => (index, count) switch
    {
        ({ } one, { } all) => new Shard(one, all),
        (null, null) when variables.Number(SlurmTask) is { } task => OfSlurm(task, variables),
        (null, _) when variables.Number(KubernetesIndex) is { } completion => new Shard(completion, count
            ?? throw new ToolException($"{KubernetesIndex} is {Invariant.Format(completion)}, and --shards is not said: give the job's completions.")),
        (null, null) => new Shard(0, 1),
        (null, { } all) when variables.Number(SlurmTask) is { } task => new Shard(OfSlurm(task, variables).Index, all),
        (null, 1) => new Shard(0, 1),
        (null, { } all) => throw new ToolException($"--shards is {Invariant.Format(all)}, and which one this is neither --shard says, "
            + $"nor {SlurmTask}, nor {KubernetesIndex}."),
        ({ } one, null) when variables.Number(SlurmCount) is { } all => new Shard(one, all),
        ({ } one, null) => throw new ToolException($"--shard is {Invariant.Format(one)}, and how many there are neither --shards says, nor {SlurmCount}."),
    };

    private static Shard OfSlurm(int task, Variables variables)
    {
        var count = variables.Number(SlurmCount) ?? throw new ToolException($"{SlurmTask} is {Invariant.Format(task)}, and {SlurmCount} is not there; "
            + "give --shard and --shards.");
        var (first, step) = (variables.Number(SlurmFirst) ?? 0, variables.Number(SlurmStep) ?? 1);
        var (index, rest) = step > 0 ? Math.DivRem(task - first, step) : (-1, 0);
        return rest == 0 && index >= 0 && index < count
            ? new Shard(index, count)
            : throw new ToolException($"task {Invariant.Format(task)} of an array of {Invariant.Format(count)} from {Invariant.Format(first)} in steps of "
                + $"{Invariant.Format(step)}; an array without gaps is accepted, or --shard and --shards.");
    }

    private sealed class Variables(Func<string, string?> environment)
    {
        /// <exception cref="ToolException">It is set, and to no number.</exception>
        public int? Number(string name) => environment(name) is not { Length: > 0 } text ? null
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : throw new ToolException($"the environment's {name} is \"{text}\"; a whole number of 0 or more is accepted.");
    }
}
