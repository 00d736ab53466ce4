using MobileNetGen.Generator.Emit.Loops;
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
internal sealed class BlockProjection(BlockSpec spec, Dialect dialect)
{
    private readonly FusedBlock _block = spec.Block;
    private readonly MatrixSchedule _schedule = spec.Schedule.Project;

    private bool HasPrefetch => _schedule.Order == LoopOrder.PixelsOutside && _schedule.For(dialect.Tier).BlockPrefetch > 0;

    private string OutputPitch => spec.WritesPanels ? Panel.Width : "Outputs";

    /// <summary>Where the next block's weights begin, and what each row has to fetch of them.</summary>
    public static IEnumerable<(string Name, int Value)> Constants(BlockSpec spec)
    {
        if (spec.Schedule.Project is { Order: LoopOrder.PixelsOutside, BlockPrefetch: > 0 and var prefetch })
        {
            var project = spec.Block.Project;
            yield return ("NextWeights", (int)project.Weights.PackedLength);
            yield return ("RowPrefetch", Quotient.RoundedUp(project.Output.Channels, WeightShape.PanelWidth) * prefetch * project.Input.Channels);
        }
    }

    public void Emit(CodeWriter code)
    {
        var project = _block.Project;
        var isShared = spec.HasWholeMap;
        var extents = new MatrixExtents(
            isShared ? project.Output.Pixels : spec.Schedule.RowsPerTile * project.Output.Width,
            project.Output.Channels,
            "Channels",
            "Pitch",
            OutputPitch,
            "ProjectPanels",
            spec.Output.Layout == TensorLayout.Panels ? "OutputPixels" : null);
        var epilogue = Epilogue.Of(project, _block.Residual) with
        {
            Pool = _block.IsPooled ? new PanelPool("Project", spec.Buffers.TileOffset, "OutputHeight", "OutputWidth") : null,
        };
        var parameters = MatrixLoops.Parameters(dialect, isShared, epilogue)
            + (spec.ScalesByTile ? $", ref {dialect.Element} gates" : "")
            + (HasPrefetch ? ", " + WeightPrefetch.Parameter(dialect) : "");
        new MatrixLoops(
            "Project",
            dialect,
            _schedule,
            extents,
            epilogue,
            isShared,
            spec.ScalesByTile ? (pixel, count) => code.Line(BlockGates.ScaleCall(dialect, pixel, Invariant.Format(count))) : null)
            .Emit(code, "Project", parameters);
    }

    /// <summary>The call, for the rows from <paramref name="row"/> on, or for the whole map where it is null.</summary>
    public string Call(string? row)
    {
        var (output, residual) = row is null
            ? ("ref output", "ref residual")
            : ($"ref Unsafe.Add(ref output, {row} * OutputWidth * {OutputPitch})", $"ref Unsafe.Add(ref residual, {row} * OutputWidth * Outputs)");
        string[] arguments =
        [
            spec.HasWholeMap ? "in frame, ref map" : "ref tile",
            output,
            "ref project",
            .. _block.Residual is null ? Array.Empty<string>() : [residual],
            .. spec.ScalesByTile ? ["ref gates"] : Array.Empty<string>(),
            .. HasPrefetch ? [$"ref Unsafe.Add(ref project, NextWeights + {row} * RowPrefetch)"] : Array.Empty<string>(),
        ];
        return $"{dialect.Method("Project")}({string.Join(", ", arguments)});";
    }
}
