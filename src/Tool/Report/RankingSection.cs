namespace MobileNetGen.Tool.Report;

/// <summary>Blocks from the most expensive to the cheapest: by time where it was measured, otherwise by multiply-adds.</summary>
internal static class RankingSection
{
    private const int MostBlocks = 24;

    public static void Write(NetworkReport report, Markup page)
    {
        var ranked = report.Blocks.OrderByDescending(block => Cost(report, block)).ToList();
        var (most, total) = (Math.Max(Cost(report, ranked[0]), 1e-9), Math.Max(report.Blocks.Sum(block => Cost(report, block)), 1e-9));
        page.Line($"<section id=\"ranking\"><h2>{(report.Measured is null ? "Where the work is" : "Where the time goes")}</h2>");
        page.Line(
            $"<p class=\"headline\">{(report.Measured is null ? "Most multiply-adds" : "Slowest")}: ",
            $"<button data-block=\"{ranked[0].Number}\">block {ranked[0].Number}, {Markup.Text(ranked[0].Title)}</button> with ",
            $"{Amount(report, ranked[0])}, {Cost(report, ranked[0]) / total:P0} of the {(report.Measured is null ? "work" : "time")}.</p>");
        page.Line($"<ol class=\"bars\">");
        foreach (var block in ranked.Take(MostBlocks))
        {
            var cost = Cost(report, block);
            page.Line(
                $"<li data-block=\"{block.Number}\"{(block == ranked[0] ? " class=\"most\"" : "")} tabindex=\"0\" role=\"button\">",
                $"<span class=\"name\">{block.Number}. ",
                $"{Markup.Text(block.Title)}</span><span class=\"bar\"><i style=\"width:{100 * cost / most:F1}%\"></i></span><span ",
                $"class=\"number\">{Amount(report, block)}</span><span class=\"number\">{cost / total:P1}</span></li>");
        }

        page.Line($"</ol>");
        if (ranked.Count > MostBlocks)
        {
            var rest = ranked.Skip(MostBlocks).Sum(block => Cost(report, block));
            page.Line($"<p>{ranked.Count - MostBlocks} further blocks have {rest / total:P0} together.</p>");
        }

        page.Line($"</section>");
    }

    /// <summary>Microseconds, or multiply-adds.</summary>
    public static double Cost(NetworkReport report, ReportBlock block) => report.Measured?.Microseconds[block.Number] ?? block.MultiplyAdds;

    public static string Amount(NetworkReport report, ReportBlock block) =>
        report.Measured is { } measured ? $"{Markup.Short(measured.Microseconds[block.Number])} µs" : $"{Markup.Short(block.MultiplyAdds)} multiply-adds";
}
