using MobileNetGen.CompilerServices;

namespace MobileNetGen.Engine;

/// <summary>The vectors that a network runs on: those that are asked for, else the widest that both the CPU and its code have.</summary>
internal static class TierChoice
{
    private const string LeftOut = ": MobileNetGenTiers of its project leaves the others out.";

    /// <exception cref="ArgumentOutOfRangeException">The options name no tier.</exception>
    /// <exception cref="InvalidOperationException">The environment names no tier.</exception>
    /// <exception cref="PlatformNotSupportedException">What is asked for is lacking, or the network has code for none that the CPU has.</exception>
    public static SimdTier For(NetworkLayout layout, NetworkOptions options) =>
        Of(layout, options.Tier is { } tier ? SimdSupport.Checked(tier, nameof(options)) : SimdSupport.AskedTier, SimdSupport.WidestTier);

    /// <param name="layout">The network.</param>
    /// <param name="asked">A tier that the CPU has; null if none is asked for.</param>
    /// <param name="widest">The widest that the CPU has.</param>
    internal static SimdTier Of(NetworkLayout layout, SimdTier? asked, SimdTier widest)
    {
        if (asked is { } tier)
        {
            return layout.Tiers.Contains(tier)
                ? tier
                : throw new PlatformNotSupportedException($"{layout.Name} has no code for the tier {tier}, only for {Listed(layout)}{LeftOut}");
        }

        var runs = layout.Tiers.Where(tier => tier <= widest).ToList();
        return runs.Count > 0
            ? runs.Max()
            : throw new PlatformNotSupportedException(
                $"{layout.Name} has code for {Listed(layout)} only, and {widest} is the widest tier that runs here{LeftOut}");
    }

    private static string Listed(NetworkLayout layout) => string.Join(" and ", layout.Tiers);
}
