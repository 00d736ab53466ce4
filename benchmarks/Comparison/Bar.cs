namespace MobileNetGen.Benchmarks.Comparison;

/// <summary>What the project promises of a network with the widest vectors.</summary>
/// <param name="One">ONNX Runtime's time divided by the generated network's, on one thread.</param>
/// <param name="Near">The same on two threads, where the cores share a cache.</param>
/// <param name="Far">The same where they do not.</param>
internal sealed record Bar(double One, double Near, double Far)
{
    /// <summary>Between the round trips that are seen within one cache (some 100 ns) and across two (some 400).</summary>
    private const double FarFromNs = 200;

    /// <summary>The ratio that the row should reach; null where nothing is promised: batches are held against the single image.</summary>
    public double? For(ComparisonRow row) => (row.Batch, row.CoreRoundTripNs) switch
    {
        ( > 1, _) => null,
        (_, null) => One,
        (_, < FarFromNs) => Near,
        _ => Far,
    };
}
