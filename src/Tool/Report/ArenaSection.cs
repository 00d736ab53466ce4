using MobileNetGen.Plotting;

namespace MobileNetGen.Tool.Report;

/// <summary>Which tensor lies where in the arena while which block runs.</summary>
internal static class ArenaSection
{
    private const int Width = 1100;
    private const int Height = 400;
    private const double Letter = 7.5;
    private const double LineHeight = 15;
    private const int FewestLetters = 8;

    public static void Write(NetworkReport report, Markup page)
    {
        if (report.Tensors.Count == 0)
        {
            return;
        }

        page.Line(
            $"<section id=\"arena\" class=\"wide\"><h2>The arena over time</h2><p>From left to right the blocks, from bottom to top addresses. ",
            $"A tensor lies in its place from the block that makes it to the last that reads it; what never lives at the same time shares memory.</p>");
        var kilobytes = Math.Max(report.Program.ArenaBytes, 1) / 1e3;
        var plot = new Plot(Plot.Whole("block", 0, report.Blocks.Count), Plot.Linear("kB", 0, kilobytes)).Draw(Width, Height);
        page.Picture(plot, "tensors in the arena");
        foreach (var tensor in report.Tensors)
        {
            var (left, right) = (plot.X(tensor.First), plot.X(Math.Min(tensor.Last, report.Blocks.Count - 1) + 1));
            var (bottom, top) = (plot.Y(tensor.Offset / 1e3), plot.Y((tensor.Offset + tensor.Bytes) / 1e3));
            var hue = tensor.First * 137 % 360;
            page.Line(
                $"<rect data-block=\"{tensor.First}\" data-tip=\"{Markup.Text(tensor.Name)}: {Markup.Count(tensor.Bytes)} bytes at ",
                $"{Markup.Count(tensor.Offset)}, blocks {tensor.First} to {tensor.Last}\" class=\"tensor\" x=\"{left:F1}\" y=\"{top:F1}\" ",
                $"width=\"{right - left:F1}\" height=\"{bottom - top:F1}\" ",
                $"style=\"fill:light-dark(hsl({hue} 55% 76%),hsl({hue} 32% 36%))\"/>");
            if (bottom - top > LineHeight && Fitted(tensor.Name, (int)((right - left) / Letter)) is { Length: > 0 } name)
            {
                page.Line($"<text class=\"label middle\" x=\"{(left + right) / 2:F1}\" y=\"{((top + bottom) / 2) + 4:F1}\">{Markup.Text(name)}</text>");
            }
        }

        page.Line($"</svg></div></section>");
    }

    /// <summary>The end of a name, in which layers differ; nothing where too little of it would be left.</summary>
    private static string Fitted(string name, int letters) => name.Length <= letters ? name : letters < FewestLetters ? "" : "…" + name[^(letters - 1)..];
}
