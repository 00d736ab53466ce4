namespace MobileNetGen.Numerics.Tests.Harness;

/// <summary>Every way a network can run on the machine at hand.</summary>
internal static class ExecutionPaths
{
    /// <summary>One thread and one lane: what the others must agree with.</summary>
    public static readonly NetworkOptions Reference = new() { Tier = SimdTier.Scalar };

    public static IEnumerable<SimdTier> Tiers => Enum.GetValues<SimdTier>().Where(tier => tier <= SimdSupport.WidestTier);

    public static IEnumerable<NetworkOptions> All(params int[] threads) =>
        Tiers.SelectMany(tier => threads.Select(count => new NetworkOptions { Tier = tier, MaxDegreeOfParallelism = count }));
}
