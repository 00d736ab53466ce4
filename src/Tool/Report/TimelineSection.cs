using MobileNetGen.Plotting;

namespace MobileNetGen.Tool.Report;

/// <summary>One run: when each thread was busy with each block, and when it waited for the others.</summary>
internal static class TimelineSection
{
    private const int Width = 1100;
    private const int RowHeight = 44;
    private const int AxisHeight = 52;
    private const double Letter = 7.5;

    public static void Write(NetworkReport report, Markup page)
    {
        if (report.Measured is not { Threads: { } threads })
        {
            return;
        }

        var end = threads.Max(thread => thread[^1].End).TotalMilliseconds;
        var busy = threads.Sum(thread => thread.Sum(span => (span.End - span.Begin).TotalMilliseconds));
        page.Line(
            $"<section id=\"timeline\" class=\"wide\"><h2>One run, thread by thread</h2><p>The fastest of a hundred runs: ",
            $"{end:F2} ms. The threads are busy for {busy / (end * threads.Count):P0} of it; the gaps are where one waits for the others.</p>");
        var plot = new Plot(Plot.Linear("ms", 0, end), Plot.Rows("thread", threads.Count)).Draw(Width, AxisHeight + (RowHeight * threads.Count));
        page.Picture(plot, "threads over time");
        var longest = report.Measured.Microseconds.Index().MaxBy(time => time.Item).Index;
        foreach (var (thread, spans) in threads.Index())
        {
            var (top, bottom) = (plot.Y(thread - 0.38), plot.Y(thread + 0.38));
            foreach (var (block, span) in spans.Index())
            {
                var (left, right) = (plot.X(span.Begin.TotalMilliseconds), plot.X(span.End.TotalMilliseconds));
                page.Line(
                    $"<rect data-block=\"{block}\" data-tip=\"{block}. {Markup.Text(report.Blocks[block].Title)}: ",
                    $"{Markup.Short((span.End - span.Begin).TotalMicroseconds)} µs\" class=\"span{(block == longest ? " most" : "")}\" ",
                    $"x=\"{left:F2}\" y=\"{Math.Min(top, bottom):F1}\" width=\"{Math.Max(right - left, 0.3):F2}\" height=\"{Math.Abs(bottom - top):F1}\"/>");
                if (right - left > Letter * (block < 10 ? 1 : block < 100 ? 2 : 3) + 2)
                {
                    page.Line($"<text class=\"label middle onbar\" x=\"{(left + right) / 2:F1}\" y=\"{((top + bottom) / 2) + 4:F1}\">{block}</text>");
                }
            }
        }

        page.Line($"</svg></div></section>");
    }
}
