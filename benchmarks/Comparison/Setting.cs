namespace MobileNetGen.Benchmarks.Comparison;

/// <summary>What both sides get: threads, and images at a time.</summary>
internal sealed record Setting(int Threads, int Batch)
{
    public static readonly Setting Single = new(1, 1);

    public static readonly IReadOnlyList<Setting> All = [Single, new(2, 1), new(2, 8)];

    public string DisplayText => $"{Threads} thread{(Threads > 1 ? "s" : "")}, batch {Batch}";
}

/// <summary>How all rows are measured.</summary>
/// <param name="Tier">The generated network's vectors; ONNX Runtime always uses the widest that the CPU has.</param>
/// <param name="Rounds">Turns of each side, of <see cref="Contest.TimedRuns"/> each.</param>
internal sealed record Method(SimdTier Tier, int Rounds);
