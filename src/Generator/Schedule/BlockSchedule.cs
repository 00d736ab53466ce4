using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Machine;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Schedule;

internal enum BlockPartition
{
    /// <summary>
    /// A worker makes rows of the block's output from beginning to end. Rows of the expanded map that two workers need are made twice,
    /// so that nobody waits, and what a core made stays with it.
    /// </summary>
    Rows,

    /// <summary>Workers share the panels of the depthwise map, wait for each other, and share the projection: for maps of few rows.</summary>
    Panels,
}

/// <summary>How the loops of a block are laid out.</summary>
/// <param name="RowsPerTile">Rows of the output that are projected together, with <see cref="BlockPartition.Rows"/>.</param>
/// <param name="Expand">The expansion of one row, or of the whole map with <see cref="BlockPartition.Panels"/>; null without one.</param>
/// <param name="Columns">Depthwise outputs of a row that are summed together, in the order of <see cref="Tier.All"/>.</param>
/// <param name="Excite">The matrix products between squeeze and gates.</param>
/// <param name="Project">The projection of a tile of rows, or of the whole map.</param>
/// <param name="Buffers">Where inner maps lie.</param>
internal sealed record BlockSchedule(
    BlockPartition Partition,
    int RowsPerTile,
    MatrixSchedule? Expand,
    EquatableArray<int> Columns,
    EquatableArray<MatrixSchedule> Excite,
    MatrixSchedule Project,
    BlockBuffers Buffers) : KernelSchedule
{
    public override long ScratchBytes => Buffers.TileOffset + ((long)(Buffers.Tile + Buffers.Pooled) * Buffers.Element.Size);

    public override long SharedBytes => (long)(Buffers.Map + Buffers.Sums + Buffers.Vectors) * Buffers.Element.Size;

    /// <summary>The partition, then the parts in their order: loops, register tiles from the widest vectors to none, and buffers.</summary>
    public override string DisplayText => string.Join("; ", Phrases());

    public int ColumnsFor(Tier tier) => Columns[Tier.All.ToList().IndexOf(tier)];

    private IEnumerable<string> Phrases()
    {
        yield return Partition == BlockPartition.Panels ? "workers share panels of the depthwise map"
            : RowsPerTile == 1 ? "workers share rows"
            : $"workers share rows, {Invariant.Format(RowsPerTile)} at a time";
        if (Expand is not null)
        {
            yield return $"expand tiles {Expand.DisplayTiles} into a ring of {Invariant.Format(Buffers.RingRows)} rows × "
                + $"{Invariant.Format(Buffers.RingWidth)} channels";
        }

        yield return $"depthwise columns {string.Join(" ", Columns.Select(Invariant.Format))}";
        if (Excite.Count > 0)
        {
            yield return "squeeze from sums of rows";
        }

        yield return $"project {Project.DisplayOrder}, tiles {Project.DisplayTiles}{(Buffers.Pooled > 0 ? ", each panel pooled where it was made" : "")}";
    }
}

/// <summary>Lengths of a block's inner maps, in elements; 0 for what it does not have.</summary>
/// <param name="Element">What all of them consist of.</param>
/// <param name="RingWidth">Channels of a panel of the expanded map: 32, or 16 where the rows of the windows would not stay in the first cache.</param>
/// <param name="RingRows">Rows of the expanded map that are kept: as many as the windows of a tile of rows need.</param>
/// <param name="Ring">The expanded map: panels of rows of pixels of <paramref name="RingWidth"/> channels. Each worker's own.</param>
/// <param name="Pitch">From one pixel to the next in the depthwise map: its channels, and a cache line that keeps pixels out of each other's sets.</param>
/// <param name="Tile">Pixels of the depthwise map that are projected together. Each worker's own.</param>
/// <param name="Pooled">A panel of the projected map, where it is pooled. Each worker's own.</param>
/// <param name="Map">The whole depthwise map, where all of it is needed before the projection. Shared.</param>
/// <param name="Sums">Its rows' sums, to squeeze it. Shared.</param>
/// <param name="Vectors">The mean, and what each matrix product makes of it. Shared.</param>
internal sealed record BlockBuffers(ElementType Element, int RingWidth, int RingRows, int Ring, int Pitch, int Tile, int Pooled, int Map, int Sums, int Vectors)
{
    /// <summary>Where the tile, or the panel that is pooled, begins in a worker's own memory, in bytes.</summary>
    public long TileOffset => (long)Ring * Element.Size;
}
