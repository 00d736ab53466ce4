using MobileNetGen.Generator.Fusion;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Schedule;

/// <summary>A graph of blocks and, for each, how its loops are laid out; null where there is nothing to choose.</summary>
internal sealed record ScheduledGraph(BlockedGraph Blocked, EquatableArray<ScheduledBlock> Blocks);

internal sealed record ScheduledBlock(Block Block, KernelSchedule? Schedule);

/// <summary>Chooses register tiles and loop orders from a model of the machine.</summary>
internal static class Scheduler
{
    /// <summary>Half of the smallest second-level cache (512 KiB) of the CPUs that have FMA: weights beyond it would be fetched again for every tile of pixels.</summary>
    public const int MostResidentWeightBytes = 256 * 1024;

    /// <summary>The first-level data cache of the CPUs that have FMA: 32 KiB on most, 48 KiB on the newest.</summary>
    public const int FirstCacheBytes = 32 * 1024;

    /// <summary>What the compiler keeps in 32 registers.</summary>
    private const int MostAccumulators = 28;

    /// <summary>With fewer tiles of pixels than this, panels share the work among threads more evenly.</summary>
    private const int FewTiles = 8;

    /// <summary>With fewer panels than this, workers share pixels: of three panels, one of two workers has twice as many.</summary>
    private const int FewPanels = 8;

    /// <summary>Tiles of pixels that use one panel, at most, for the next one to be fetched ahead: of more, the first one's wait is a small part.</summary>
    private const int MostTilesForAhead = 16;

    /// <summary>Vectors of weights that serve each broadcast value.</summary>
    private const int Vectors = 2;

    public static ScheduledGraph Schedule(BlockedGraph blocked) => new(
        blocked,
        blocked.Blocks.Select(block => new ScheduledBlock(block, block.Operation.Schedule(blocked.InputTypes(block), blocked.OutputType(block)))).ToEquatable());

    public static MatrixSchedule Schedule(MatrixWork work)
    {
        var tiles = Tiles(work.Run);
        var weightBytes = (long)work.Depth * work.Columns * sizeof(float);
        var fewTiles = work.Run < FewTiles * tiles[0].Pixels;
        var manyPanels = work.Columns >= FewPanels * WeightShape.PanelWidth;
        var panelsOutside = work.Run == 1 || weightBytes > MostResidentWeightBytes || (fewTiles && manyPanels);
        return new MatrixSchedule(
            panelsOutside ? LoopOrder.PanelsOutside : LoopOrder.PixelsOutside,
            panelsOutside && (manyPanels || work.Run == 1) ? WorkShare.Panels : WorkShare.Pixels,
            panelsOutside ? WithNextPanelAhead(tiles, work.Run) : tiles);
    }

    /// <summary>A row of pixels, or of windows, through all panels, one after the other.</summary>
    public static MatrixSchedule Row(int pixels, int panelWidth = WeightShape.PanelWidth) => new(LoopOrder.PixelsOutside, WorkShare.Pixels, Tiles(pixels, panelWidth));

    /// <summary>
    /// Tiles that bring the next panel of weights nearer while they use the one before it. The first tile alone would need a panel
    /// faster than memory gives it, and the others need nothing of memory; so each of them brings its share.
    /// Tiles of half a panel, those of narrower vectors, need it half as fast, which memory gives.
    /// </summary>
    public static EquatableArray<RegisterTile> WithNextPanelAhead(EquatableArray<RegisterTile> tiles, int pixels) => tiles.Select(tile =>
    {
        var count = CeilDiv(pixels, tile.Pixels);
        return tile.Columns == WeightShape.PanelWidth && count is > 1 and <= MostTilesForAhead
            ? tile with { Ahead = CeilDiv(WeightShape.PanelWidth, count) }
            : tile;
    }).ToEquatable();

    /// <summary>A quotient, rounded up.</summary>
    public static int CeilDiv(long value, long divisor) => (int)((value + divisor - 1) / divisor);

    /// <summary>True if one worker makes all pixels of a panel, one after the other, so that it can pool them from its first cache.</summary>
    public static bool PoolsPanels(MatrixWork work) =>
        Schedule(work).Share == WorkShare.Panels && work.Run * WeightShape.PanelWidth * sizeof(float) <= FirstCacheBytes;

    /// <summary>The register tile of each tier for a run of pixels and panels of a width.</summary>
    public static EquatableArray<RegisterTile> Tiles(int run, int panelWidth = WeightShape.PanelWidth) =>
        Tier.All.Select(tier => Tile(tier, run, Math.Min(Vectors, panelWidth / tier.Lanes))).ToEquatable();

    /// <summary>
    /// As many accumulators as the registers hold beside the weights and one broadcast value. Two vectors of weights
    /// serve each broadcast; a single pixel takes a whole panel instead, whose weights stream past it in one run of addresses.
    /// Without vectors, speed matters less than short code: one pixel.
    /// </summary>
    private static RegisterTile Tile(Tier tier, int run, int vectors) => run == 1 || tier == Tier.Scalar
        ? new RegisterTile(tier, 1, Math.Min(WeightShape.PanelWidth / tier.Lanes, 8))
        : new RegisterTile(tier, Balanced(run, Math.Min(MostAccumulators, tier.Registers - vectors - 1) / vectors), vectors);

    /// <summary>The largest tile that needs no more tiles than the largest possible, and the most even: 16 pixels are 8 + 8, not 14 + 2.</summary>
    public static int Balanced(int run, int most) => CeilDiv(run, CeilDiv(run, most));
}
