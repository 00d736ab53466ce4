using MobileNetGen.Generator.Machine;

namespace MobileNetGen.Generator.Fusion;

/// <summary>The stages of a block by the parts they play, as indices; null for a part that is missing.</summary>
internal sealed record BlockMembers(int? Expand, int Depthwise, int? Squeeze, IReadOnlyList<int> Excite, int? Scale, int Project, int? Sum, int? Pool)
{
    public IEnumerable<int> Stages =>
        new[] { Expand, Depthwise, Squeeze, Scale, Project, Sum, Pool }.OfType<int>().Concat(Excite);
}

/// <summary>Recognises the blocks that a depthwise convolution is the middle of.</summary>
internal static class BlockPattern
{
    /// <summary>
    /// A pointwise convolution that makes more channels than this times its own belongs to the depthwise one after it, as its expansion,
    /// and not to the one before: the larger map is the one to keep in the caches.
    /// </summary>
    private const int ExpansionFactor = 2;

    public static BlockMembers? Match(StageFlow flow, int depthwise)
    {
        if (flow.Role(depthwise) != BlockRole.Depthwise)
        {
            return null;
        }

        var gates = Gates(flow, depthwise);
        if (flow.OnlyReader(gates?.Scale ?? depthwise, BlockRole.Pointwise) is not { } project || Expands(flow, project))
        {
            return null;
        }

        var sum = flow.OnlyReader(project, BlockRole.Sum) is { } candidate && flow.IsSumOfTwoMaps(candidate) ? candidate : (int?)null;
        var pool = SmallMaps.NeedWhole(flow.Output(depthwise), gates is not null) ? Pool(flow, project) : null;
        return new BlockMembers(Expansion(flow, depthwise), depthwise, gates?.Squeeze, gates?.Excite ?? [], gates?.Scale, project, sum, pool);
    }

    /// <summary>The mean of what a pointwise convolution makes, if nothing else reads it and panel after panel is made whole.</summary>
    public static int? Pool(StageFlow flow, int pointwise) =>
        flow.Role(pointwise) == BlockRole.Pointwise
        && flow.OnlyReader(pointwise, BlockRole.Pool) is { } pool
        && flow.Stage(pointwise).Operation.Work(flow.Inputs(pointwise), flow.Output(pointwise)) is { PoolsPanels: true }
            ? pool
            : null;

    private static int? Expansion(StageFlow flow, int depthwise) =>
        flow.Maker(depthwise) is { } maker
        && flow.Role(maker) is BlockRole.Pointwise or BlockRole.Window
        && flow.OnlyReader(maker, BlockRole.Depthwise) == depthwise
            ? maker
            : null;

    private static bool Expands(StageFlow flow, int pointwise) =>
        flow.OnlyReader(pointwise, BlockRole.Depthwise) is not null
        && flow.Output(pointwise).Channels > ExpansionFactor * flow.Input(pointwise).Channels;

    /// <summary>Squeeze-and-excite: the map's mean, matrix products of it, and the map scaled by them.</summary>
    private static (int Squeeze, IReadOnlyList<int> Excite, int Scale)? Gates(StageFlow flow, int depthwise)
    {
        if (flow.Readers(depthwise) is not [var squeeze, var scale]
            || flow.Role(squeeze) != BlockRole.Pool
            || flow.Role(scale) != BlockRole.Scale
            || flow.Stage(scale).Inputs.Count != 2)
        {
            return null;
        }

        var excite = new List<int>();
        var last = squeeze;
        while (flow.OnlyReader(last, BlockRole.Vector) is { } next)
        {
            excite.Add(next);
            last = next;
        }

        return excite.Count > 0 && flow.OnlyReader(last, BlockRole.Scale) == scale && flow.Output(last).Channels == flow.Output(depthwise).Channels
            ? (squeeze, excite, scale)
            : null;
    }
}
