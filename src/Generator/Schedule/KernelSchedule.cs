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
    public abstract string Shown { get; }
}

/// <summary>How the loops of a matrix product are laid out. Tiles stand in the order of <see cref="Tier.All"/>.</summary>
/// <param name="Share">What workers share; only pixels where those are the outer loop.</param>
internal sealed record MatrixSchedule(LoopOrder Order, WorkShare Share, EquatableArray<RegisterTile> Tiles) : KernelSchedule
{
    /// <summary>Bytes of a panel of the output that a worker keeps for itself, to pool it; 0 where the output is not pooled.</summary>
    public long PooledPanel { get; init; }

    public override long ScratchBytes => PooledPanel;

    /// <summary>The loops, and the register tiles from the widest vectors to none.</summary>
    public override string Shown => $"{ShownOrder}, workers share {(Share == WorkShare.Pixels ? "pixels" : "panels")}, tiles {ShownTiles}{(PooledPanel > 0 ? ", each panel pooled where it was made" : "")}";

    public string ShownOrder => Order == LoopOrder.PixelsOutside ? "panels inside pixels" : "pixels inside panels";

    public string ShownTiles => string.Join(" ", Tiles.Select(tile => tile.Shown)) + ShownAhead;

    /// <summary>Elements that each step of a tile fetches, where tiles do: of the next panel where panels are the outer loop, of the next block's weights elsewhere.</summary>
    public int Ahead => Tiles.Max(tile => tile.Ahead);

    private string ShownAhead => Ahead == 0 ? ""
        : Order == LoopOrder.PanelsOutside ? ", the next panel fetched ahead"
        : ", the next block's weights fetched ahead";

    public RegisterTile For(Tier tier) => Tiles.First(tile => tile.Tier == tier);
}
