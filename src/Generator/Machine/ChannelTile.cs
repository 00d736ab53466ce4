using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Machine;

/// <summary>Channels that a depthwise convolution of integers computes together: a vector has as many bytes, and two or four have their sums.</summary>
/// <param name="Tier">The vectors of sums.</param>
/// <param name="Vectors">How many of them.</param>
internal sealed record ChannelTile(Tier Tier, int Vectors)
{
    private static readonly IReadOnlyList<ChannelTile> s_all =
    [
        new ChannelTile(Tier.Vector128, 2), new ChannelTile(Tier.Vector128, 4), new ChannelTile(Tier.Vector256, 4), new ChannelTile(Tier.Vector512, 4),
    ];

    /// <summary>Channels of the largest.</summary>
    public static int MaxCount => s_all.Max(tile => tile.Count);

    public int Count => Vectors * Tier.Lanes;

    /// <summary>The tile that needs the fewest steps, the last of which ends with the last channel and may overlap the one before.</summary>
    /// <returns>Null if there are too few channels for any.</returns>
    public static ChannelTile? Of(int channels, Tier widest) => s_all
        .Where(tile => tile.Tier.Lanes <= widest.Lanes && tile.Count <= channels)
        .OrderBy(tile => Quotient.RoundedUp(channels, tile.Count))
        .FirstOrDefault();
}
