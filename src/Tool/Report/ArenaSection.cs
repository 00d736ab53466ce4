namespace MobileNetGen.Tool.Report;

/// <summary>Which tensor lies where in the arena while which block runs.</summary>
internal static class ArenaSection
{
    private const int Left = 90;
    private const int Width = 1030;
    private const int Height = 300;

    public static void Write(NetworkReport report, Markup page)
    {
        var length = Math.Max(report.Program.ArenaBytes, 1);
        var step = (double)(Width - Left - 10) / report.Blocks.Count;
        page.Line(
            $"<section id=\"arena\"><h2>The arena over time</h2><p>From left to right the blocks, from bottom to top addresses. ",
            $"A tensor lies in its place from the block that makes it to the last that reads it; what never lives at the same time shares memory.</p>");
        page.Line($"<svg viewBox=\"0 0 {Width} {Height + 30}\" width=\"{Width}\" role=\"img\" aria-label=\"tensors in the arena\">");
        for (var quarter = 0; quarter <= 4; quarter++)
        {
            var y = Height - (quarter * (Height - 10) / 4.0);
            page.Line(
                $"<path class=\"grid\" d=\"M{Left} {y:F1}H{Width - 10}\"/><text x=\"{Left - 8}\" y=\"{y + 4:F1}\" class=\"dim ",
                $"end\">{Markup.Short((double)length * quarter / 4)}B</text>");
        }

        foreach (var tensor in report.Tensors)
        {
            var (top, height) = (Height - ((Height - 10.0) * (tensor.Offset + tensor.Bytes) / length), (Height - 10.0) * tensor.Bytes / length);
            page.Line(
                $"<rect data-block=\"{tensor.First}\" class=\"tensor\" x=\"{Left + (tensor.First * step):F1}\" y=\"{top:F1}\" ",
                $"width=\"{(Math.Min(tensor.Last, report.Blocks.Count - 1) - tensor.First + 1) * step:F1}\" height=\"{height:F1}\" ",
                $"fill=\"hsl({tensor.First * 137 % 360} 55% 72%)\"><title>{Markup.Text(tensor.Name)}: ",
                $"{Markup.Count(tensor.Bytes)} bytes at {Markup.Count(tensor.Offset)}, blocks {tensor.First} to {tensor.Last}</title></rect>");
        }

        for (var block = 0; block < report.Blocks.Count; block++)
        {
            page.Line($"<text x=\"{Left + ((block + 0.5) * step):F1}\" y=\"{Height + 16}\" class=\"dim middle\">{block}</text>");
        }

        page.Line($"</svg></section>");
    }
}
