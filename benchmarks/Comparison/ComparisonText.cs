using System.Globalization;

namespace MobileNetGen.Benchmarks.Comparison;

/// <summary>The comparison as lines of text.</summary>
internal static class ComparisonText
{
    /// <summary>Which contender is the network on one thread, where the first one is on two.</summary>
    private const int SingleThread = 2;

    public const string Header = "network          thr batch  round trip   generated  ONNX Runtime   ratio         of peak  faster than 1 thread, 1 image";

    public const string IntegerHeader = "network            integers        floats  ONNX Runtime   floats ÷     ONNX Runtime ÷   of peak";

    /// <summary>A row of integers, beside the floats that they were made of.</summary>
    /// <param name="row">What was measured.</param>
    /// <param name="bar">What is promised, if anything is.</param>
    public static string IntegerLine(ComparisonRow row, IntegerBar? bar)
    {
        var (floats, onnxRuntime) = bar?.For(row) ?? (null, null);
        return Invariant($"{row.Network,-16} {row.GeneratedMs,8:F3} ms   {row.FloatMs,8:F3} ms   {row.OnnxRuntimeMs,8:F3} ms   ")
            + Invariant($"{row.FloatRatio,8:F2} {Promised(row.FloatRatio ?? 0, floats),-6} ")
            + Invariant($"{row.Ratio,8:F2} {Promised(row.Ratio, onnxRuntime),-6}   {100 * row.ShareOfPeak,6:F1} %");
    }

    /// <param name="row">What was measured.</param>
    /// <param name="result">What it was made of.</param>
    /// <param name="bar">The ratio that is promised, if one is.</param>
    public static string Line(ComparisonRow row, ContestResult result, double? bar) =>
        Invariant($"{row.Network,-16} {row.Threads,3} {row.Batch,5}  {Trip(row),10} {row.GeneratedMs,8:F3} ms   {row.OnnxRuntimeMs,8:F3} ms   ")
        + Invariant($"{row.Ratio,5:F2} {Promised(row.Ratio, bar),-6} {100 * row.ShareOfPeak,6:F1} %  {Faster(row, result)}").TrimEnd();

    /// <summary>How the share of the peak came about.</summary>
    public static string Arithmetic(ComparisonRow row, ContestResult result, long multiplyAdds)
    {
        var flop = 2.0 * multiplyAdds * row.Batch;
        return Invariant($"  {multiplyAdds:N0} multiply-adds × 2 × {row.Batch} / {row.GeneratedMs:F3} ms = {flop / row.GeneratedMs / 1e6:F1} GFLOP/s; ")
            + Invariant($"the {row.Instruction} loop did {result.PeakGflops:F1} × {result.PeakScaling:F2}: ")
            + Invariant($"{flop / row.GeneratedMs / 1e6:F1} / {result.AllGflops:F1} = {100 * row.ShareOfPeak:F1} %");
    }

    private static string Trip(ComparisonRow row) => row.CoreRoundTripNs is { } ns ? Invariant($"{ns,7:F0} ns") : "";

    private static string Promised(double ratio, double? bar) => bar is not { } promised ? "" : Invariant($"{(ratio >= promised ? "≥" : "<")} {promised:F2}");

    private static string Faster(ComparisonRow row, ContestResult result)
    {
        if (row.Threads == 1)
        {
            return "";
        }

        var network = result.Milliseconds[SingleThread] * row.Batch / row.GeneratedMs;
        return Invariant($"{network:F2} × ({row.Instruction} loop {result.PeakScaling:F2} ×: {network / result.PeakScaling:F2} of it)");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
