using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Schedule;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels.Blocks;

/// <summary>
/// The pointwise convolution that ends a block, with the residual: of a tile of rows that a worker has for itself, or of the whole map,
/// which workers share. Gates scale the pixels of a tile just before it is projected, or all of them where panels are the outer loop.
/// </summary>
internal static class BlockProjection
{
    /// <summary>True if the whole depthwise map is there before any of it is projected.</summary>
    public static bool IsWhole(BlockSchedule schedule) => schedule.Buffers.Map > 0;

    public static bool ScalesByTile(FusedBlock block, BlockSchedule schedule) =>
        block.HasGates && schedule.Project.Order == LoopOrder.PixelsOutside;

    public static void Emit(KernelSpec kernel, Dialect dialect, CodeWriter code)
    {
        var (block, schedule) = ((FusedBlock)kernel.Operation, (BlockSchedule)kernel.Schedule!);
        var isShared = IsWhole(schedule);
        var scales = ScalesByTile(block, schedule);
        var pixels = isShared ? block.Project.Output.Pixels : schedule.RowsPerTile * block.Project.Output.Width;
        var extents = new MatrixExtents(pixels, block.Project.Output.Channels, "Channels", "Pitch", OutputPitch(kernel), "ProjectPanels", kernel.Output.Layout == TensorLayout.Panels ? "OutputPixels" : null, block.IsPooled ? new PanelPool("Project", schedule.Buffers.Ring, "OutputHeight", "OutputWidth") : null);
        new MatrixLoops(
            "Project",
            dialect,
            schedule.Project,
            extents,
            new Epilogue(block.Project.Activation, block.Residual),
            isShared,
            scales ? (pixel, count) => code.Line(BlockGates.ScaleCall(dialect, pixel, Invariant.Format(count))) : null)
            .Emit(code, $"Project{dialect.Tier.Name}", MatrixLoops.Parameters(isShared, block.Residual is not null) + (scales ? ", ref float gates" : "") + (FetchesAhead(schedule, dialect) ? ", " + WeightsAhead.Parameter : ""));
    }

    /// <summary>The call, for the rows from <paramref name="row"/> on, or for the whole map where it is null.</summary>
    public static string Call(KernelSpec kernel, Dialect dialect, string? row)
    {
        var (block, schedule) = ((FusedBlock)kernel.Operation, (BlockSchedule)kernel.Schedule!);
        var (output, residual) = row is null
            ? ("ref output", "ref residual")
            : ($"ref Unsafe.Add(ref output, {row} * OutputWidth * {OutputPitch(kernel)})", $"ref Unsafe.Add(ref residual, {row} * OutputWidth * Outputs)");
        return $"Project{dialect.Tier.Name}({(IsWhole(schedule) ? "in frame, ref map" : "ref tile")}, {output}, ref project{(block.Residual is null ? "" : ", " + residual)}{(ScalesByTile(block, schedule) ? ", ref gates" : "")}{(FetchesAhead(schedule, dialect) ? $", ref Unsafe.Add(ref project, Behind + ({row} * RowAhead))" : "")});";
    }

    /// <summary>Where the next block's weights begin, and what each row has to fetch of them.</summary>
    public static IEnumerable<(string Name, int Value)> Constants(FusedBlock block, BlockSchedule schedule)
    {
        if (schedule.Project is { Order: LoopOrder.PixelsOutside, Ahead: > 0 and var ahead })
        {
            yield return ("Behind", (int)block.Project.Operation.Weights([block.Project.Input])!.PackedLength);
            yield return ("RowAhead", Scheduler.CeilDiv(block.Project.Output.Channels, WeightShape.PanelWidth) * ahead * block.Project.Input.Channels);
        }
    }

    private static bool FetchesAhead(BlockSchedule schedule, Dialect dialect) => schedule.Project.Order == LoopOrder.PixelsOutside && schedule.Project.For(dialect.Tier).Ahead > 0;

    private static string OutputPitch(KernelSpec kernel) => WritesPanels(kernel) ? PanelPool.Pitch.Name : "Outputs";

    /// <summary>True if what is projected lies in panels: in the output, or for a moment, until it is pooled.</summary>
    public static bool WritesPanels(KernelSpec kernel) => kernel.Output.Layout == TensorLayout.Panels || ((FusedBlock)kernel.Operation).IsPooled;
}
