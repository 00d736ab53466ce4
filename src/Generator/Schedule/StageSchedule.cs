using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Schedule;

internal enum LoopOrder
{
    /// <summary>A tile of pixels stays in the first cache while all weights pass by.</summary>
    PixelsOutside,

    /// <summary>A panel of weights stays in the first caches while all pixels pass by, so that weights stream once.</summary>
    PanelsOutside,
}

/// <summary>Accumulators that stay in registers: <paramref name="Pixels"/> rows of <paramref name="Vectors"/> vectors.</summary>
internal sealed record RegisterTile(Tier Tier, int Pixels, int Vectors)
{
    /// <summary>Outputs that a tile covers.</summary>
    public int Columns => Vectors * Tier.Lanes;
}

/// <summary>How a stage's loops are laid out. Tiles stand in the order of <see cref="Tier.All"/>.</summary>
internal sealed record StageSchedule(LoopOrder Order, EquatableArray<RegisterTile> Tiles)
{
    public RegisterTile For(Tier tier) => Tiles.First(tile => tile.Tier == tier);
}
