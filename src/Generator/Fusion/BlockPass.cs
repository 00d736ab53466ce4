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
    /// <summary>What a free stage begins or is the middle of; null if nothing. What a pattern took, those after it do not see.</summary>
    private static readonly IReadOnlyList<Func<StageFlow, int, Block?>> s_patterns = [Convolutions, PooledPointwise, ChainPattern.Match, Alone];

    public static BlockedGraph Form(FusedGraph fused)
    {
        var flow = new StageFlow(fused);
        var blocks = new SortedDictionary<int, Block>();
        foreach (var pattern in s_patterns)
        {
            for (var index = 0; index < fused.Stages.Count; index++)
            {
                if (flow.IsFree(index) && pattern(flow, index) is { } block)
                {
                    blocks.Add(flow.Take(block), block);
                }
            }
        }

        return new BlockedGraph(fused.Shaped, blocks.Values.ToEquatable());
    }

    /// <summary>Every stage in a call of its own: what blocks must agree with to the last bit.</summary>
    public static BlockedGraph Separate(FusedGraph fused) =>
        new(fused.Shaped, fused.Stages.Select(Block.Of).ToEquatable());

    private static Block? Convolutions(StageFlow flow, int depthwise) =>
        BlockPattern.Match(flow, depthwise) is { } members ? Join(flow, members) : null;

    private static Block? PooledPointwise(StageFlow flow, int pointwise) =>
        BlockPattern.Pool(flow, pointwise) is { } pool
            ? new Block(EquatableArray.Of(flow.Stage(pointwise), flow.Stage(pool)), new PooledPointwise(flow.Part(pointwise)), flow.Stage(pointwise).Inputs)
            : null;

    private static Block Alone(StageFlow flow, int index) => Block.Of(flow.Stage(index));

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
}
