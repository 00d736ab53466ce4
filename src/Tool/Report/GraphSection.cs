namespace MobileNetGen.Tool.Report;

/// <summary>The network drawn from top to bottom: a box a block, its layers inside, a line for each tensor.</summary>
internal static class GraphSection
{
    private const int Left = 150;
    private const int Width = 1030;
    private const int LineHeight = 18;
    private const int Gap = 14;
    private const int LaneWidth = 14;

    public static void Write(NetworkReport report, Markup page)
    {
        var tops = new List<int>();
        var next = 30;
        foreach (var block in report.Blocks)
        {
            tops.Add(next);
            next += Height(block) + Gap;
        }

        page.Line(
            $"<section id=\"graph\"><h2>The graph</h2><p>A box is one call of the generated code; click it for its code. ",
            $"Shapes are height × width × channels. Colour is the share of {(report.Measured is null ? "multiply-adds" : "time")}.</p>");
        page.Line($"<svg viewBox=\"0 0 {Width} {next}\" width=\"{Width}\" role=\"img\" aria-label=\"the network's blocks\">");
        page.Line(
            $"<text x=\"{Left + 8}\" y=\"18\" ",
            $"class=\"dim\">{Markup.Text(string.Join(", ", report.Program.Inputs.Select(input => $"{input.Name}: {input.Type.DisplayText}")))}</text>");
        Edges(report, tops, page);
        var most = Math.Max(report.Blocks.Max(block => RankingSection.Cost(report, block)), 1e-9);
        foreach (var block in report.Blocks)
        {
            Box(report, block, tops[block.Number], RankingSection.Cost(report, block) / most, page);
        }

        page.Line($"</svg></section>");
    }

    private static int Height(ReportBlock block) => LineHeight * (Math.Max(block.Stages.Count, 1) + 1);

    private static void Box(NetworkReport report, ReportBlock block, int top, double share, Markup page)
    {
        page.Line(
            $"<g data-block=\"{block.Number}\" class=\"block\" transform=\"translate({Left} {top})\"><rect width=\"{Width - Left - 4}\" ",
            $"height=\"{Height(block)}\" rx=\"5\" fill=\"hsl({45 - (40 * share):F0} 90% {97 - (30 * share):F0}%)\"/>");
        page.Line(
            $"<text x=\"8\" y=\"14\" class=\"strong\">{block.Number}. {Markup.Text(string.Join(" + ", block.Inputs))} → ",
            $"{Markup.Text(block.Output)}</text>");
        page.Line(
            $"<text x=\"{Width - Left - 12}\" y=\"14\" class=\"strong end\">{Markup.Count(block.Parameters)} parameters · ",
            $"{Markup.Short(block.MultiplyAdds)} ",
            $"multiply-adds{(report.Measured is { } measured ? $" · {Markup.Short(measured.Microseconds[block.Number])} µs" : "")}</text>");
        for (var stage = 0; stage < block.Stages.Count; stage++)
        {
            var row = block.Stages[stage];
            var y = 14 + (LineHeight * (stage + 1));
            page.Line($"<text x=\"20\" y=\"{y}\">{Markup.Text(Parts(", ", row.Name + ": " + row.Kind, row.Padding, row.Activation))}</text>");
            page.Line(
                $"<text x=\"{Width - Left - 12}\" y=\"{y}\" class=\"dim end\">{Markup.Text(row.Output.DisplayText)} · ",
                $"{Markup.Count(row.Parameters.Total)} · ",
                $"{Markup.Short(row.MultiplyAdds)}</text>");
        }

        if (block.Stages.Count == 0)
        {
            page.Line($"<text x=\"20\" y=\"{14 + LineHeight}\">{Markup.Text(block.Title)}</text>");
        }

        page.Line($"</g>");
    }

    /// <summary>From a block to the next one straight down; to a later one around those between, each in the first lane that is free.</summary>
    private static void Edges(NetworkReport report, List<int> tops, Markup page)
    {
        var lanes = new List<int>();
        foreach (var (from, to) in report.Blocks.SelectMany(block => block.Makers.Select(maker => (From: maker, To: block.Number)))
            .OrderBy(edge => edge.To - edge.From)
            .ThenBy(edge => edge.From))
        {
            if (from == to - 1)
            {
                page.Line($"<path class=\"edge\" d=\"M{Left + 40} {tops[to] - Gap}v{Gap}\"/>");
                continue;
            }

            var start = from == ReportBlock.Outside ? 20 : tops[from] + (Height(report.Blocks[from]) / 2);
            var lane = lanes.FindIndex(end => end < start);
            if (lane < 0)
            {
                lane = lanes.Count;
                lanes.Add(0);
            }

            var end = tops[to] + 9;
            lanes[lane] = end;
            var x = Math.Max(6, Left - 16 - (LaneWidth * lane));
            page.Line($"<path class=\"edge\" d=\"M{Left} {start}H{x}V{end}H{Left}\"/>");
        }
    }

    private static string Parts(string separator, params string[] parts) => string.Join(separator, parts.Where(part => part.Length > 0));
}
