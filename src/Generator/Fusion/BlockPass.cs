using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Fusion;

/// <summary>
/// Joins the stages of a MobileNet block into one call: a depthwise convolution with what makes its input, what gates its output,
/// what projects it, the residual, and the mean of it all; a pointwise convolution with the mean of its map; and elementwise stages
/// that follow one another. Every other stage runs alone.
/// </summary>
internal static class BlockPass
{
    public static BlockedGraph Form(FusedGraph fused)
    {
        var flow = new StageFlow(fused);
        var taken = new HashSet<int>();
        var byLast = new Dictionary<int, Block>();
        for (var index = 0; index < fused.Stages.Count; index++)
        {
            if (BlockPattern.Match(flow, index, taken) is { } members)
            {
                taken.UnionWith(members.Stages);
                byLast.Add(members.Stages.Max(), Join(flow, members));
            }
        }

        for (var index = 0; index < fused.Stages.Count; index++)
        {
            if (!taken.Contains(index) && BlockPattern.Pool(flow, index) is { } pool)
            {
                taken.UnionWith([index, pool]);
                byLast.Add(pool, JoinPool(flow, index, pool));
            }
        }

        for (var index = 0; index < fused.Stages.Count; index++)
        {
            if (ChainPattern.Match(flow, index, taken) is { } chain)
            {
                taken.UnionWith(chain);
                byLast.Add(chain.Max(), ChainPattern.Join(flow, chain));
            }
        }

        var blocks = new List<Block>();
        for (var index = 0; index < fused.Stages.Count; index++)
        {
            if (byLast.TryGetValue(index, out var block))
            {
                blocks.Add(block);
            }
            else if (!taken.Contains(index))
            {
                blocks.Add(Block.Of(fused.Stages[index]));
            }
        }

        return new BlockedGraph(fused.Shaped, blocks.ToEquatable());
    }

    /// <summary>Every stage in a call of its own: what blocks must agree with to the last bit.</summary>
    public static BlockedGraph Separate(FusedGraph fused) =>
        new(fused.Shaped, fused.Stages.Select(Block.Of).ToEquatable());

    private static Block Join(StageFlow flow, BlockMembers members)
    {
        var operation = new FusedBlock(
            members.Expand is { } expand ? flow.Part(expand) : null,
            flow.Part(members.Depthwise),
            members.Excite.Select(flow.Part).ToEquatable(),
            members.Scale is { } scale ? flow.Stage(scale).Activation : Activation.None,
            flow.Part(members.Project),
            members.Sum is { } sum ? flow.Stage(sum).Activation : null,
            members.Pool is not null);
        var input = flow.Stage(members.Expand ?? members.Depthwise).Inputs[0];
        var inputs = members.Sum is { } residual
            ? EquatableArray.Of(input, flow.Other(residual, flow.Stage(members.Project).Output))
            : EquatableArray.Of(input);
        return new Block(members.Stages.OrderBy(stage => stage).Select(flow.Stage).ToEquatable(), operation, inputs);
    }

    private static Block JoinPool(StageFlow flow, int pointwise, int pool) =>
        new(EquatableArray.Of(flow.Stage(pointwise), flow.Stage(pool)), new PooledPointwise(flow.Part(pointwise)), flow.Stage(pointwise).Inputs);
}
