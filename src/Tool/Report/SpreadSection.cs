using System.Globalization;
using System.Text;

namespace MobileNetGen.Tool.Report;

/// <summary>A row for each tensor: its range, its mean, how many zeros it has, and its histogram.</summary>
internal static class SpreadSection
{
    private const int Height = 26;
    private const int Bar = 4;

    public static void Write(NetworkReport report, Markup page)
    {
        var blocks = report.Blocks
            .SelectMany(block => block.Stages.SelectMany(stage => stage.Folded.Append(stage.Name).Select(name => (name, block.Number))))
            .ToDictionary(layer => layer.name, layer => layer.Number);
        Table(report.Weights, "weights", "The weights", "Between the least and the largest of each tensor, how many lie where.", blocks, page);
        Table(
            report.Activations?.Spreads,
            "activations",
            $"What layers make of {report.Activations?.Sample}",
            "Ranges of what every layer makes, and its share of zeros: what integers of 8 bits would have to hold.",
            blocks,
            page);
    }

    private static void Table(
        IReadOnlyList<Spread>? spreads,
        string id,
        string title,
        string text,
        Dictionary<string, int> blocks,
        Markup page)
    {
        if (spreads is null)
        {
            return;
        }

        page.Line($"<section id=\"{id}\" class=\"wide\"><h2>{Markup.Text(title)}</h2><p>{text}</p><div class=\"plot\"><table><thead><tr><th>tensor</th>");
        page.Line($"<th>numbers</th><th>least</th><th>mean</th><th>largest</th><th>deviation</th><th>zeros</th><th>histogram</th></tr></thead><tbody>");
        foreach (var spread in spreads)
        {
            var link = blocks.TryGetValue(spread.Layer, out var block) ? $" data-block=\"{block}\" tabindex=\"0\"" : "";
            page.Line($"<tr{link}><td>{Markup.Text(spread.Name)}</td><td>{Markup.Count(spread.Count)}</td><td>{Number(spread.Least)}</td>");
            page.Line($"<td>{Number(spread.Mean)}</td><td>{Number(spread.Largest)}</td><td>{Number(spread.Deviation)}</td><td>{spread.Zeros:P1}</td>");
            page.Line($"<td><svg class=\"histogram\" width=\"{Bar * spread.Histogram.Count}\" height=\"{Height}\" role=\"img\" aria-label=\"histogram\">");
            page.Line($"<path d=\"{Columns(spread.Histogram)}\"/></svg></td></tr>");
        }

        page.Line($"</tbody></table></div></section>");
    }

    private static string Number(double number) => number.ToString("G3", CultureInfo.InvariantCulture);

    private static string Columns(IReadOnlyList<int> histogram)
    {
        var (path, most) = (new StringBuilder($"M0 {Height}"), Math.Max(histogram.Max(), 1));
        foreach (var count in histogram)
        {
            path.Append(CultureInfo.InvariantCulture, $"V{Height - (Height * (double)count / most):F1}h{Bar}");
        }

        return path.Append(CultureInfo.InvariantCulture, $"V{Height}z").ToString();
    }
}
