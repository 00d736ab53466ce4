using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Machine;

/// <summary>Accumulators that stay in registers: <paramref name="Pixels"/> rows of <paramref name="Vectors"/> vectors.</summary>
internal sealed record RegisterTile(Tier Tier, int Pixels, int Vectors)
{
    /// <summary>Elements of the next panel that each step of the tile's sums prefetches; 0 for none.</summary>
    public int PanelPrefetch { get; init; }

    /// <summary>Elements of the next block's weights that each step of the tile's sums prefetches; 0 for none, as where a panel is.</summary>
    public int BlockPrefetch { get; init; }

    public int Prefetch => PanelPrefetch + BlockPrefetch;

    /// <summary>Outputs of a panel that a tile covers.</summary>
    public int Columns => Vectors * Tier.Lanes;

    public string DisplayText => $"{Invariant.Format(Pixels)}×{Invariant.Format(Columns)}";
}

/// <summary>How many sums the registers of a tier hold.</summary>
internal static class RegisterTiles
{
    /// <summary>What the compiler keeps in 32 registers.</summary>
    private const int MaxAccumulators = 28;

    /// <summary>Vectors of weights that serve each broadcast value.</summary>
    private const int Vectors = 2;

    /// <summary>Vectors of one pixel's sums: a panel, or as much of it as there are chains of sums that hide each other's latency.</summary>
    private const int MaxVectors = 4;

    /// <summary>Outputs of a depthwise row that are summed together at most: as many as the register tile of a matrix product has pixels.</summary>
    private const int MaxColumns = 8;

    /// <summary>The register tile of each tier for a run of pixels and panels of a width.</summary>
    public static EquatableArray<RegisterTile> For(int run, int panelWidth = WeightShape.PanelWidth) =>
        Tier.All.Select(tier => Tile(tier, run, Math.Min(Vectors, panelWidth / tier.Lanes))).ToEquatable();

    /// <summary>As many outputs of a depthwise row of <paramref name="width"/> as registers hold beside the taps of a kernel row and one input.</summary>
    public static int DepthwiseColumns(Tier tier, int width, int kernelWidth) =>
        Balanced(width, Math.Max(1, Math.Min(MaxColumns, tier.Registers - kernelWidth - 2)));

    /// <summary>
    /// As many accumulators as the registers hold beside the weights and one broadcast value. Two vectors of weights
    /// serve each broadcast; a single pixel takes a whole panel instead, whose weights stream past it in one run of addresses.
    /// </summary>
    private static RegisterTile Tile(Tier tier, int run, int vectors) => run == 1
        ? new RegisterTile(tier, 1, Math.Min(WeightShape.PanelWidth / tier.Lanes, MaxVectors))
        : new RegisterTile(tier, Balanced(run, Math.Min(MaxAccumulators, tier.Registers - vectors - 1) / vectors), vectors);

    /// <summary>The largest tile that needs no more tiles than the largest possible, and the most even: 16 pixels are 8 + 8, not 14 + 2.</summary>
    private static int Balanced(int run, int most) => Quotient.RoundedUp(run, Quotient.RoundedUp(run, most));
}
