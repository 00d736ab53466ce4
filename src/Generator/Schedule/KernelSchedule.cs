using MobileNetGen.Generator.Machine;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Schedule;

internal enum LoopOrder
{
    /// <summary>A tile of pixels stays in the first cache while all weights pass by.</summary>
    PixelsOutside,

    /// <summary>A panel of weights stays in the first caches while all pixels pass by, so that weights stream once.</summary>
    PanelsOutside,
}

internal enum WorkShare
{
    /// <summary>Each worker has some of the pixels, and reads all weights.</summary>
    Pixels,

    /// <summary>Each worker has some of the panels, and reads all pixels.</summary>
    Panels,
}

/// <summary>How a kernel's loops are laid out, and the memory that they need beside tensors, in bytes.</summary>
internal abstract record KernelSchedule
{
    /// <summary>Memory for each worker.</summary>
    public virtual long ScratchBytes => 0;

    /// <summary>Memory that all workers of a run share.</summary>
    public virtual long SharedBytes => 0;

    /// <summary>What was decided, as phrases of one line.</summary>
    public abstract string DisplayText { get; }
}

/// <summary>How the loops of a matrix product are laid out. Tiles stand in the order of <see cref="Tier.All"/>.</summary>
/// <param name="Share">What workers share; only pixels where those are the outer loop.</param>
internal sealed record MatrixSchedule(LoopOrder Order, WorkShare Share, EquatableArray<RegisterTile> Tiles) : KernelSchedule
{
    /// <summary>Bytes of a panel of the output that a worker keeps for itself, to pool it; 0 where the output is not pooled.</summary>
    public long PooledPanel { get; init; }

    public override long ScratchBytes => PooledPanel;

    /// <summary>The loops, and the register tiles from the widest vectors to none.</summary>
    public override string DisplayText => $"{DisplayOrder}, workers share {(Share == WorkShare.Pixels ? "pixels" : "panels")}, tiles "
        + $"{DisplayTiles}{(PooledPanel > 0 ? ", each panel pooled where it was made" : "")}";

    public string DisplayOrder => Order == LoopOrder.PixelsOutside ? "panels inside pixels" : "pixels inside panels";

    public string DisplayTiles => string.Join(" ", Tiles.Select(tile => tile.DisplayText)) + DisplayPrefetch;

    /// <summary>Elements of the next block's weights that each step of a tile prefetches; 0 for none.</summary>
    public int BlockPrefetch => Tiles.Max(tile => tile.BlockPrefetch);

    private string DisplayPrefetch => Tiles.Any(tile => tile.PanelPrefetch > 0) ? ", the next panel prefetched"
        : BlockPrefetch > 0 ? ", the next block's weights prefetched"
        : "";

    public RegisterTile For(Tier tier) => Tiles.First(tile => tile.Tier == tier);
}
