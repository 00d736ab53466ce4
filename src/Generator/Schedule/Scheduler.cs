using MobileNetGen.Generator.Fusion;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Machine;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Schedule;

/// <summary>A graph of blocks and, for each, how its loops are laid out; null where there is nothing to choose.</summary>
internal sealed record ScheduledGraph(BlockedGraph Blocked, EquatableArray<ScheduledBlock> Blocks);

internal sealed record ScheduledBlock(Block Block, KernelSchedule? Schedule);

/// <summary>Chooses register tiles and loop orders from a model of the machine.</summary>
internal static class Scheduler
{
    /// <summary>Tiles of pixels that use one panel, at most, for the next one to be prefetched: of more, the first one's wait is a small part.</summary>
    private const int MaxTilesForPrefetch = 16;

    public static ScheduledGraph Schedule(BlockedGraph blocked) => new(
        blocked,
        blocked.Blocks.Select(block => new ScheduledBlock(block, Schedule(block.Operation, blocked.InputTypes(block), blocked.OutputType(block))))
            .ToEquatable());

    public static MatrixSchedule Schedule(MatrixWork work)
    {
        if (work.IsRow)
        {
            return Row(work.Run);
        }

        var tiles = RegisterTiles.For(work.Run);
        return new MatrixSchedule(
            work.StreamsWeights ? LoopOrder.PanelsOutside : LoopOrder.PixelsOutside,
            work.SharesPanels ? WorkShare.Panels : WorkShare.Pixels,
            work.StreamsWeights ? WithPanelPrefetch(tiles, work.Run) : tiles)
        {
            PooledPanel = (long)work.Pooled * WeightShape.PanelWidth * work.Element.Size,
        };
    }

    /// <summary>A row of pixels, or of windows, through all panels, one after the other.</summary>
    public static MatrixSchedule Row(int pixels, int panelWidth = WeightShape.PanelWidth) =>
        new(LoopOrder.PixelsOutside, WorkShare.Pixels, RegisterTiles.For(pixels, panelWidth));

    /// <summary>
    /// Tiles that prefetch the next panel of weights while they use the one before it. The first tile alone would need a panel
    /// faster than memory gives it, and the others need nothing of memory; so each of them brings its share.
    /// Tiles of half a panel, those of narrower vectors, need it half as fast, which memory gives.
    /// </summary>
    public static EquatableArray<RegisterTile> WithPanelPrefetch(EquatableArray<RegisterTile> tiles, int pixels) => tiles.Select(tile =>
    {
        var count = Quotient.RoundedUp(pixels, tile.Pixels);
        return tile.Columns == WeightShape.PanelWidth && count is > 1 and <= MaxTilesForPrefetch
            ? tile with { PanelPrefetch = Quotient.RoundedUp(WeightShape.PanelWidth, count) }
            : tile;
    }).ToEquatable();

    public static KernelSchedule? Schedule(Operation operation, IReadOnlyList<TensorType> inputs, TensorType output) =>
        operation is { Integers: not null, IsIntegerMatrix: true } ? IntegerMatrixSchedule.Of(operation, inputs[0], output)
        : operation is Depthwise { Integers: not null, Multiplier: 1 } depthwise ? IntegerDepthwiseSchedule.Of(depthwise.Window, inputs[0], output)
        : operation is GroupedConvolution { Integers: not null } grouped && grouped.IsDepthwise(inputs[0])
        ? IntegerDepthwiseSchedule.Of(grouped.Window, inputs[0], output)
        : operation.Integers is not null ? null
        : operation.AsBlock() is { } block ? BlockScheduler.Schedule(block)
        : operation.Work(inputs, output) is { } work ? Schedule(work)
        : null;
}
