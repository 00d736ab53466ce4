using MobileNetGen.Plotting;

namespace MobileNetGen.Tool.Report;

/// <summary>
/// How near each block comes to what the machine allows: arithmetic for each byte that has to move, against operations a second.
/// Williams, Waterman, Patterson, "Roofline: an insightful visual performance model", CACM 2009.
/// </summary>
internal static class RooflineSection
{
    private const int Width = 720;
    private const int Height = 440;
    private const double SmallestDot = 4;
    private const double LargestDot = 8;

    /// <summary>A factor between the middle and what is far from it.</summary>
    private const double Far = 3;

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
        page.Line($"<div class=\"panels\"><div>");
        Panel(report, blocks, Frame(blocks, measured) with { Fastest = Math.Max(measured.PeakGflops, blocks.Max(Speed)) }, page);
        if (Dense(blocks, Speed) is { } dense)
        {
            page.Line($"</div><div>");
            Panel(report, dense, Frame(dense, measured), page);
        }

        page.Line($"</div></div></section>");

        double Speed(ReportBlock block) => RooflineSection.Speed(block, measured);
    }

    /// <summary>Most blocks, without those that are far from the others, which a picture of their own tells apart; null where that gains nothing.</summary>
    private static List<ReportBlock>? Dense(List<ReportBlock> blocks, Func<ReportBlock, double> speed)
    {
        var middle = (Intensity: Middle(blocks.Select(block => block.Intensity)), Speed: Middle(blocks.Select(speed)));
        var dense = blocks.Where(block => IsNear(block.Intensity, middle.Intensity) && IsNear(speed(block), middle.Speed)).ToList();
        return dense.Count > blocks.Count / 2 && dense.Count < blocks.Count ? dense : null;

        static bool IsNear(double one, double other) => one < other * Far && other < one * Far;

        static double Middle(IEnumerable<double> values)
        {
            double[] sorted = [.. values.Order()];
            return sorted[sorted.Length / 2];
        }
    }

    private static void Panel(NetworkReport report, IReadOnlyList<ReportBlock> blocks, Range range, Markup page)
    {
        var measured = report.Measured!;
        var plot = Axes(range, measured).Draw(Width, Height);
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

        page.Line($"</svg></div>");
    }

    /// <summary>What some blocks span.</summary>
    private static Range Frame(IReadOnlyList<ReportBlock> blocks, Measurement measured) => new(
        blocks.Min(block => block.Intensity),
        blocks.Max(block => block.Intensity),
        blocks.Min(block => Speed(block, measured)),
        blocks.Max(block => Speed(block, measured)));

    /// <summary>The roof crosses all of a picture that it is in.</summary>
    private static Plot Axes(Range range, Measurement measured)
    {
        var (peak, bandwidth) = (measured.PeakGflops, measured.MemoryGigabytes);
        var (left, right) = (range.Least / Plot.Room, range.Largest * Plot.Room);
        var (bottom, top) = (range.Slowest / Plot.Room, range.Fastest * Plot.Room);
        var plot = new Plot(
            Plot.Logarithmic("floating-point operations for each byte", range.Least, range.Largest),
            Plot.Logarithmic("GFLOP/s", range.Slowest, range.Fastest));
        var (start, ridge) = (Math.Max(left, bottom / bandwidth), Math.Min(right, peak / bandwidth));
        if (start < ridge)
        {
            plot.Curve("", [(start, start * bandwidth), (ridge, Math.Min(top, ridge * bandwidth))], PlotColour.Ink);
        }

        if (peak < top && ridge < right)
        {
            plot.Curve("", [(Math.Max(left, ridge), peak), (right, peak)], PlotColour.Ink)
                .Note(left, peak, FormattableString.Invariant($"peak, {peak:F0} GFLOP/s"));
        }

        return plot;
    }

    private static double Speed(ReportBlock block, Measurement measured) => 2e-3 * block.MultiplyAdds / measured.Microseconds[block.Number];

    private readonly record struct Range(double Least, double Largest, double Slowest, double Fastest);
}
