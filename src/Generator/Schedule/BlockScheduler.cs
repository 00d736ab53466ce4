using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Machine;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Schedule;

/// <summary>Chooses how the loops of a block are laid out.</summary>
internal static class BlockScheduler
{
    /// <summary>Pixels that share one pass over weights that the second-level cache cannot hold.</summary>
    private const int PixelsPerPass = 56;

    public static BlockSchedule Schedule(FusedBlock block)
    {
        var output = block.Depthwise.Output;
        var partition = Partition(output);
        var rows = partition == BlockPartition.Panels || block.HasGates ? 1 : RowsPerTile(block);
        var whole = SmallMaps.NeedWhole(output, block.HasGates);
        var excite = block.Excite.Select(part => Scheduler.Schedule(part.Operation.Work([part.Input], part.Output)!)).ToEquatable();
        return new BlockSchedule(
            partition,
            rows,
            block.Expand is null ? null : Expansion(block.Expand, partition, RingWidth(block, partition)),
            Tier.All.Select(tier => RegisterTiles.DepthwiseColumns(tier, output.Width, block.Depthwise.Window.Kernel.Width)).ToEquatable(),
            excite,
            whole ? Projection(block.Project, output.Pixels) : WithBlockPrefetch(block, Projection(block.Project, rows * output.Width)),
            Buffers(block, partition, rows, whole));
    }

    private static BlockPartition Partition(TensorType depthwise) => SmallMaps.Contain(depthwise) ? BlockPartition.Panels : BlockPartition.Rows;

    /// <summary>One row, unless the weights would be fetched again from beyond the second-level cache for each.</summary>
    private static int RowsPerTile(FusedBlock block)
    {
        var output = block.Depthwise.Output;
        var weights = (long)output.Channels * block.Project.Output.Channels * output.Element.Size;
        if (weights <= Caches.ResidentWeights)
        {
            return 1;
        }

        var divisors = Enumerable.Range(1, output.Height).Where(rows => output.Height % rows == 0).ToList();
        return divisors.Find(rows => rows * output.Width >= PixelsPerPass) is var enough and > 0 ? enough : output.Height;
    }

    /// <summary>
    /// Half of a panel where the rows of one window do not fit into the first cache otherwise. What is left after the full panels
    /// must fit into it.
    /// </summary>
    private static int RingWidth(FusedBlock block, BlockPartition partition)
    {
        const int half = WeightShape.PanelWidth / 2;
        var rows = block.Depthwise.Window.Reach.Height;
        var bytes = rows * block.Depthwise.Input.Width * WeightShape.PanelWidth * block.Depthwise.Input.Element.Size;
        return block.Expand is not null
            && partition == BlockPartition.Rows
            && bytes > Caches.First
            && block.Depthwise.Input.Channels % WeightShape.PanelWidth <= half
            ? half
            : WeightShape.PanelWidth;
    }

    private static MatrixSchedule Expansion(BlockPart expand, BlockPartition partition, int ringWidth)
    {
        if (partition == BlockPartition.Panels && expand.Operation.Role == Fusion.BlockRole.Pointwise)
        {
            var pixels = expand.Output.Pixels;
            return new MatrixSchedule(LoopOrder.PanelsOutside, WorkShare.Panels, Scheduler.WithPanelPrefetch(RegisterTiles.For(pixels, ringWidth), pixels));
        }

        return Scheduler.Row(expand.Output.Width, ringWidth);
    }

    /// <summary>A tile of rows is one worker's; of the whole map, workers have a share.</summary>
    private static MatrixSchedule Projection(BlockPart project, int pixels) =>
        Scheduler.Schedule(new MatrixWork(pixels, project.Output.Channels, project.Input.Channels) { Element = project.Input.Element });

    /// <summary>
    /// After its first row, a block finds its weights in the second-level cache, and memory rests. So the projections of its rows bring in what
    /// lies after its weights: the next block's, as much as it has itself. Weights that the first cache holds are not worth it.
    /// </summary>
    private static MatrixSchedule WithBlockPrefetch(FusedBlock block, MatrixSchedule project)
    {
        var (output, inputs) = (block.Project.Output, block.Project.Input.Channels);
        var weights = block.Parts.Select(part => part.Weights).ToList();
        if (project.Order != LoopOrder.PixelsOutside || weights.Sum(shape => shape.PackedBytes) <= Caches.First)
        {
            return project;
        }

        var steps = (long)output.Height * Quotient.RoundedUp(output.Channels, WeightShape.PanelWidth) * inputs;
        var prefetch = Quotient.RoundedUp(weights.Sum(shape => shape.PackedLength), steps);
        return project with
        {
            Tiles = project.Tiles.Select(tile => tile.Columns == WeightShape.PanelWidth ? tile with { BlockPrefetch = prefetch } : tile).ToEquatable(),
        };
    }

    private static BlockBuffers Buffers(FusedBlock block, BlockPartition partition, int rows, bool whole)
    {
        var (input, output) = (block.Depthwise.Input, block.Depthwise.Output);
        var window = block.Depthwise.Window;
        var ringRows = partition == BlockPartition.Panels ? input.Height : Math.Min(input.Height, ((rows - 1) * window.Stride.Height) + window.Reach.Height);
        var width = RingWidth(block, partition);
        var panels = partition == BlockPartition.Panels ? 1 : Quotient.RoundedUp(input.Channels, width);
        var channels = CacheLine.Align(output.Channels, output.Element);
        var pitch = channels + CacheLine.Elements(output.Element);
        return new BlockBuffers(
            output.Element,
            width,
            ringRows,
            block.Expand is null ? 0 : panels * ringRows * input.Width * width,
            pitch,
            whole ? 0 : rows * output.Width * pitch,
            block.IsPooled ? output.Pixels * WeightShape.PanelWidth : 0,
            whole ? output.Pixels * pitch : 0,
            block.HasGates ? output.Height * channels : 0,
            block.HasGates ? channels + block.Excite.Sum(part => CacheLine.Align(part.Output.Channels, part.Output.Element)) : 0);
    }
}
