namespace MobileNetGen.Tool.Results;

/// <summary>What <c>bench --json</c> tells. Times are milliseconds of a run.</summary>
internal sealed record BenchResult(string Network, string Tier, int Threads, int Runs, double Median, double Fastest, double GigaMultiplyAddsPerSecond)
{
    /// <param name="network">The network.</param>
    /// <param name="threads">How many worked on one input.</param>
    /// <param name="times">Milliseconds of each run, ascending.</param>
    public static BenchResult Of(NetworkInfo network, int threads, double[] times) => new(
        network.Name,
        SimdSupport.DefaultTier.ToString(),
        threads,
        times.Length,
        times[times.Length / 2],
        times[0],
        network.MultiplyAdds / times[times.Length / 2] / 1e6);
}
