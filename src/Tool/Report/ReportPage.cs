using System.Globalization;

namespace MobileNetGen.Tool.Report;

/// <summary>The page as one file that asks for no other.</summary>
internal static class ReportPage
{
    public static string Write(NetworkReport report)
    {
        var program = report.Program;
        var page = new Markup();
        page.Line($"<!DOCTYPE html>");
        page.Line($"<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{Markup.Text(report.Name)}</title>");
        page.Line($"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'\">");
        page.Line($"<style>{Resource("report.css")}</style></head><body>");
        page.Line($"<header><h1>{Markup.Text(report.Name)}</h1><button id=\"theme\" aria-label=\"dark or light\">◐</button><dl>");
        Fact(page, "parameters", Markup.Count(program.Parameters.Total));
        Fact(page, "multiply-adds", Markup.Count(program.MultiplyAdds));
        Fact(page, "blocks", Markup.Count(report.Blocks.Count));
        Fact(page, "packed weights", Markup.Short(program.WeightsBytes) + "B");
        Fact(page, "arena", Markup.Short(program.ArenaBytes) + "B");
        Fact(page, "scratch of each thread", Markup.Short(program.ScratchBytes) + "B");
        if (report.Measured is { } measured)
        {
            var total = measured.Microseconds.Sum();
            Fact(page, "one run, one thread", string.Create(CultureInfo.InvariantCulture, $"{total / 1000:G3} ms"));
            Fact(
                page,
                $"of the peak of {Markup.Short(measured.PeakGflops)} GFLOP/s",
                string.Create(CultureInfo.InvariantCulture, $"{2e-3 * program.MultiplyAdds / total / measured.PeakGflops:P0}"));
        }

        page.Line($"</dl></header><main>");
        GraphSection.Write(report, page);
        RankingSection.Write(report, page);
        CompareSection.Write(report, page);
        RooflineSection.Write(report, page);
        TimelineSection.Write(report, page);
        ArenaSection.Write(report, page);
        SpreadSection.Write(report, page);
        page.Line($"</main><footer>Keys: <kbd>/</kbd> find a layer, <kbd>Enter</kbd> the next one found; <kbd>n</kbd> <kbd>p</kbd> next and previous block; ");
        page.Line($"<kbd>+</kbd> <kbd>−</kbd> <kbd>0</kbd> larger, smaller, whole; <kbd>d</kbd> dark or light; <kbd>Esc</kbd> close.</footer>");
        CodeSection.Write(report, page);
        page.Line($"<script>{Resource("report.js")}</script></body></html>");
        return page.ToString();
    }

    private static void Fact(Markup page, string name, string value) => page.Line($"<div><dt>{name}</dt><dd>{value}</dd></div>");

    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(ReportPage).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
