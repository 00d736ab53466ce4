using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Machine;

/// <summary>Channels that a depthwise convolution of integers computes together: a vector has as many bytes, and two or four have their sums.</summary>
/// <param name="Tier">The vectors of sums.</param>
/// <param name="Vectors">How many of them.</param>
internal sealed record ChannelBlock(Tier Tier, int Vectors)
{
    private static readonly IReadOnlyList<ChannelBlock> s_all =
    [
        new ChannelBlock(Tier.Vector128, 2), new ChannelBlock(Tier.Vector128, 4), new ChannelBlock(Tier.Vector256, 4), new ChannelBlock(Tier.Vector512, 4),
    ];

    public int Channels => Vectors * Tier.Lanes;

    /// <summary>The block that needs the fewest steps, the last of which ends with the last channel and may overlap the one before.</summary>
    /// <returns>Null if there are too few channels for any.</returns>
    public static ChannelBlock? Of(int channels, Tier widest) => s_all
        .Where(block => block.Tier.Lanes <= widest.Lanes && block.Channels <= channels)
        .OrderBy(block => Quotient.RoundedUp(channels, block.Channels))
        .FirstOrDefault();
}
