namespace MobileNetGen.Tool.Report;

/// <summary>
/// How near each block comes to what the machine allows: arithmetic for each byte that has to move, against operations a second.
/// Williams, Waterman, Patterson, "Roofline: an insightful visual performance model", CACM 2009.
/// </summary>
internal static class RooflineSection
{
    private const int Left = 90;
    private const int Width = 1030;
    private const int Height = 360;
    private const double Min = 0.125;
    private const double Max = 1024;

    /// <summary>From the highest speed that is shown to the lowest.</summary>
    private const double Span = 128;

    public static void Write(NetworkReport report, Markup page)
    {
        if (report.Measured is not { } measured)
        {
            return;
        }

        var top = measured.PeakGflops * 1.5;
        var bottom = top / Span;
        page.Line(
            $"<section id=\"roofline\"><h2>The roofline</h2><p>{measured.Tier}, one thread. The roof is what this machine can do: ",
            $"{Markup.Short(measured.PeakGflops)} GFLOP/s of arithmetic, {Markup.Short(measured.MemoryGigabytes)} GB/s from memory. ",
            $"A block whose tensors are still in a cache may stand above the slope; one far below the roof has room. Size is time.</p>");
        page.Line($"<svg viewBox=\"0 0 {Width} {Height + 40}\" width=\"{Width}\" role=\"img\" aria-label=\"roofline\">");
        for (var intensity = Min; intensity <= Max; intensity *= 4)
        {
            page.Line(
                $"<path class=\"grid\" d=\"M{X(intensity):F1} 10V{Height}\"/><text x=\"{X(intensity):F1}\" y=\"{Height + 16}\" class=\"dim ",
                $"middle\">{intensity:G3}</text>");
        }

        for (var speed = Math.Pow(2, Math.Ceiling(Math.Log2(bottom))); speed < top; speed *= 2)
        {
            page.Line(
                $"<path class=\"grid\" d=\"M{Left} {Y(speed):F1}H{Width - 10}\"/><text x=\"{Left - 8}\" y=\"{Y(speed) + 4:F1}\" class=\"dim ",
                $"end\">{speed:G3}</text>");
        }

        var ridge = measured.PeakGflops / measured.MemoryGigabytes;
        var start = Math.Max(Min, bottom / measured.MemoryGigabytes);
        page.Line(
            $"<path class=\"roof\" d=\"M{X(start):F1} {Y(start * measured.MemoryGigabytes):F1}L{X(ridge):F1} ",
            $"{Y(measured.PeakGflops):F1}H{Width - 10}\"/>");
        page.Line(
            $"<text x=\"{Width - 14}\" y=\"{Height + 34}\" class=\"dim end\">floating-point operations for each byte of inputs, ",
            $"weights and outputs</text><text x=\"8\" y=\"12\" class=\"dim\">GFLOP/s</text>");
        var longest = measured.Microseconds.Max();
        foreach (var block in report.Blocks.Where(block => block.MultiplyAdds > 0))
        {
            var time = measured.Microseconds[block.Number];
            var speed = 2e-3 * block.MultiplyAdds / time;
            page.Line(
                $"<circle data-block=\"{block.Number}\" class=\"point{(time == longest ? " most" : "")}\" cx=\"{X(block.Intensity):F1}\" ",
                $"cy=\"{Y(speed):F1}\" r=\"{3 + (9 * Math.Sqrt(time / longest)):F1}\"><title>{block.Number}. {Markup.Text(block.Title)}: ",
                $"{Markup.Short(speed)} GFLOP/s, {speed / measured.PeakGflops:P0} of the peak, {Markup.Short(time)} µs</title></circle>");
            page.Line($"<text x=\"{X(block.Intensity):F1}\" y=\"{Y(speed) + 3:F1}\" class=\"label middle\">{block.Number}</text>");
        }

        page.Line($"</svg></section>");

        double X(double intensity) => Left + ((Width - Left - 10) * Math.Log2(Math.Clamp(intensity, Min, Max) / Min) / Math.Log2(Max / Min));

        double Y(double speed) => Height - ((Height - 10) * Math.Log2(Math.Clamp(speed, bottom, top) / bottom) / Math.Log2(top / bottom));
    }
}
