namespace MobileNetGen.Tool.Report;

/// <summary>Two runs beside each other, block by block: of one network at two times, or of two networks.</summary>
internal static class CompareSection
{
    /// <summary>Medians of one machine differ by so much from run to run: less is not marked.</summary>
    private const double Noise = 0.1;

    public static void Write(NetworkReport report, Markup page)
    {
        if (report is not { Measured: { } measured, Other: { } other })
        {
            return;
        }

        var (own, total, before) = (SavedRun.Of(report, measured), measured.Microseconds.Sum(), other.Microseconds);
        page.Line(
            $"<section id=\"compare\" class=\"wide\"><h2>Two runs</h2><p class=\"headline\">{total / 1000:F2} ms, where {Markup.Text(other.Network)} took ",
            $"{before / 1000:F2} ms: {total / before:F2} times as long.</p>");
        page.Line($"<p>Now {own.Tier}, then {Markup.Text(other.Tier)}. Blocks are the same where their layers are. ");
        page.Line($"Colours begin at {Noise:P0}: less may be noise.</p>");
        page.Line($"<div class=\"plot\"><table><thead><tr><th>block</th><th>now, µs</th><th>then, µs</th><th>now / then</th><th></th></tr></thead><tbody>");
        var longest = own.Blocks.Concat(other.Blocks).Max(block => block.Microseconds);
        var matched = other.Blocks.GroupBy(block => block.Title).ToDictionary(block => block.Key, block => block.First());
        foreach (var (number, block) in own.Blocks.Index())
        {
            var then = matched.GetValueOrDefault(block.Title)?.Microseconds;
            Row($"{number}. {block.Title}", block.Microseconds, then, $" data-block=\"{number}\" tabindex=\"0\"");
        }

        var titles = own.Blocks.Select(block => block.Title).ToHashSet();
        foreach (var block in other.Blocks.Where(block => !titles.Contains(block.Title)))
        {
            Row(block.Title, null, block.Microseconds, "");
        }

        page.Line($"</tbody></table></div></section>");

        void Row(string title, double? now, double? then, string link)
        {
            var ratio = now / then;
            page.Line(
                $"<tr{link}><td>{Markup.Text(title)}</td><td>{Time(now)}</td><td>{Time(then)}</td>",
                $"<td class=\"{Kind(ratio)}\">{(ratio is { } times ? FormattableString.Invariant($"{times:F2}") : "")}</td>",
                $"<td class=\"pair\"><i style=\"width:{100 * (now ?? 0) / longest:F1}%\"></i>",
                $"<i style=\"width:{100 * (then ?? 0) / longest:F1}%\"></i></td></tr>");
        }
    }

    private static string Time(double? microseconds) => microseconds is { } time ? Markup.Short(time) : "–";

    private static string Kind(double? ratio) => ratio switch { > 1 + Noise => "slower", < 1 - Noise => "faster", _ => "" };
}
