using MobileNetGen.Plotting;

namespace MobileNetGen.Tool.Report;

/// <summary>
/// How near each block comes to what the machine allows: arithmetic for each byte that has to move, against operations a second.
/// Williams, Waterman, Patterson, "Roofline: an insightful visual performance model", CACM 2009.
/// </summary>
internal static class RooflineSection
{
    private const int Width = 1100;
    private const int Height = 520;
    private const double SmallestDot = 4;
    private const double LargestDot = 9;

    public static void Write(NetworkReport report, Markup page)
    {
        var blocks = report.Blocks.Where(block => block.MultiplyAdds > 0).ToList();
        if (report.Measured is not { } measured || blocks.Count == 0)
        {
            return;
        }

        page.Line(
            $"<section id=\"roofline\" class=\"wide\"><h2>The roofline</h2><p>{measured.Tier}, one thread. The roof is what this machine can do: ",
            $"{Markup.Short(measured.PeakGflops)} GFLOP/s of arithmetic, {Markup.Short(measured.MemoryGigabytes)} GB/s from memory. ",
            $"A block whose tensors are still in a cache may stand above the slope; one far below the roof has room. Size is time.</p>");
        var plot = Axes(blocks, measured).Draw(Width, Height);
        page.Picture(plot, "roofline");
        var longest = measured.Microseconds.Max();
        List<Dot> dots = [.. blocks
            .Select(block => new Dot(
                block.Number,
                plot.X(block.Intensity),
                plot.Y(Speed(block, measured)),
                SmallestDot + ((LargestDot - SmallestDot) * Math.Sqrt(measured.Microseconds[block.Number] / longest))))
            .OrderByDescending(dot => dot.Radius)];
        foreach (var (dot, label) in dots.Zip(DotLabels.Of(dots)))
        {
            var block = report.Blocks[dot.Block];
            var (time, speed) = (measured.Microseconds[dot.Block], Speed(block, measured));
            page.Line($"<path class=\"grid\" d=\"M{dot.X:F1} {dot.Y:F1}L{label.X:F1} {label.Y:F1}\"/>");
            page.Line(
                $"<circle data-block=\"{dot.Block}\" data-tip=\"{dot.Block}. {Markup.Text(block.Title)}: {Markup.Short(speed)} GFLOP/s, ",
                $"{speed / measured.PeakGflops:P0} of the peak, {Markup.Short(time)} µs\" class=\"point{(time == longest ? " most" : "")}\" ",
                $"cx=\"{dot.X:F1}\" cy=\"{dot.Y:F1}\" r=\"{dot.Radius:F1}\"/>");
            page.Line($"<text data-block=\"{dot.Block}\" class=\"label middle\" x=\"{label.X:F1}\" y=\"{label.Y + 4:F1}\">{dot.Block}</text>");
        }

        page.Line($"</svg></div></section>");
    }

    /// <summary>Axes that end just beyond what there is to show.</summary>
    private static Plot Axes(IReadOnlyList<ReportBlock> blocks, Measurement measured)
    {
        var (peak, bandwidth) = (measured.PeakGflops, measured.MemoryGigabytes);
        var (least, largest) = (blocks.Min(block => block.Intensity), Math.Max(blocks.Max(block => block.Intensity), 1.5 * peak / bandwidth));
        var (slowest, fastest) = (blocks.Min(block => Speed(block, measured)), Math.Max(peak, blocks.Max(block => Speed(block, measured))));
        var start = Math.Max(least, slowest / bandwidth);
        var ridge = peak / bandwidth;
        return new Plot(
                Plot.Logarithmic("floating-point operations for each byte of inputs, weights and outputs", least, largest),
                Plot.Logarithmic("GFLOP/s", slowest, fastest))
            .Curve("", start < ridge ? [(start, start * bandwidth), (ridge, peak), (largest, peak)] : [(least, peak), (largest, peak)], PlotColour.Ink)
            .Note(least, peak, FormattableString.Invariant($"peak, {peak:F0} GFLOP/s"));
    }

    private static double Speed(ReportBlock block, Measurement measured) => 2e-3 * block.MultiplyAdds / measured.Microseconds[block.Number];
}
