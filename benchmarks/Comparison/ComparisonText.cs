using System.Globalization;

namespace MobileNetGen.Benchmarks.Comparison;

/// <summary>The comparison as lines of text.</summary>
internal static class ComparisonText
{
    public const string Header = "network          thr batch  round trip   generated  ONNX Runtime   ratio         of peak  faster than 1 thread, 1 image";

    /// <param name="row">What was measured.</param>
    /// <param name="result">What it was made of.</param>
    /// <param name="bar">The ratio that is promised, if one is.</param>
    public static string Line(ComparisonRow row, ContestResult result, double? bar)
    {
        var trip = row.CoreRoundTripNs is { } ns ? Invariant($"{ns,7:F0} ns") : "";
        var promised = bar is not { } ratio ? "" : Invariant($"{(row.Ratio >= ratio ? "≥" : "<")} {ratio:F2}");
        var faster = row.Threads == 1 ? "" : Scaling(result.SingleMs * row.Batch / row.GeneratedMs, result.PeakScaling);
        return Invariant($"{row.Network,-16} {row.Threads,3} {row.Batch,5}  {trip,10} {row.GeneratedMs,8:F3} ms   {row.OnnxRuntimeMs,8:F3} ms   ")
            + Invariant($"{row.Ratio,5:F2} {promised,-6} {100 * row.ShareOfPeak,6:F1} %  {faster}").TrimEnd();
    }

    /// <summary>How the share of the peak came about.</summary>
    public static string Arithmetic(ComparisonRow row, ContestResult result, long multiplyAdds)
    {
        var (flop, peak) = (2.0 * multiplyAdds * row.Batch, result.PeakGflops * result.PeakScaling);
        return Invariant($"  {multiplyAdds:N0} multiply-adds × 2 × {row.Batch} / {row.GeneratedMs:F3} ms = {flop / row.GeneratedMs / 1e6:F1} GFLOP/s; ")
            + Invariant($"the FMA loop did {result.PeakGflops:F1} × {result.PeakScaling:F2}: {flop / row.GeneratedMs / 1e6:F1} / {peak:F1} = ")
            + Invariant($"{100 * row.ShareOfPeak:F1} %");
    }

    private static string Scaling(double network, double loop) => Invariant($"{network:F2} × (FMA loop {loop:F2} ×: {network / loop:F2} of it)");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
