using System.Globalization;
using System.Net;
using System.Text;

namespace MobileNetGen.Benchmarks.Roofline;

/// <summary>
/// Williams, Waterman and Patterson's roofline model (CACM 52, 2009) as SVG: both axes are logarithmic, a dot is a block,
/// and no dot can lie above the roof of the memory that its data come from.
/// </summary>
internal static class RooflinePlot
{
    private const double Width = 860, Height = 560, Left = 70, Right = 20, Top = 50, Bottom = 60;
    private const double MinIntensity = 0.125, MaxIntensity = 512, MinRate = 1, MaxRate = 512;

    private static readonly string[] s_colours = ["#1f6feb", "#d1242f", "#1a7f37", "#8250df"];

    public static string Draw(Roof roof, IReadOnlyList<Dot> dots)
    {
        var svg = new StringBuilder();
        svg.Append(Invariant($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" font-family=\"sans-serif\" "))
            .Append(Invariant($"font-size=\"12\">\n<rect width=\"{Width}\" height=\"{Height}\" fill=\"white\"/>\n"));
        DrawGrid(svg);
        DrawRoof(svg, roof.CacheBandwidth, roof.Gflops, $"second-level cache, {roof.CacheBandwidth:F0} GB/s");
        DrawRoof(svg, roof.MemoryBandwidth, roof.Gflops, $"memory, {roof.MemoryBandwidth:F0} GB/s");
        svg.Append(Invariant($"<text x=\"{Width - Right - 4}\" y=\"{Y(roof.Gflops) - 6:F1}\" text-anchor=\"end\">FMA loop, {roof.Gflops:F0} GFLOP/s</text>\n"));
        var networks = dots.Select(dot => dot.Network).Distinct().ToList();
        for (var index = 0; index < networks.Count; index++)
        {
            var colour = s_colours[index % s_colours.Length];
            svg.Append(Invariant($"<circle cx=\"{Left + 10 + (170 * index)}\" cy=\"24\" r=\"5\" fill=\"{colour}\"/><text "))
                .Append(Invariant($"x=\"{Left + 20 + (170 * index)}\" y=\"28\">{WebUtility.HtmlEncode(networks[index])}</text>\n"));
            foreach (var dot in dots.Where(dot => dot.Network == networks[index]))
            {
                svg.Append(Invariant($"<circle cx=\"{X(dot.FlopPerByte):F1}\" cy=\"{Y(dot.Gflops):F1}\" r=\"4\" fill=\"{colour}\" "))
                    .Append(Invariant($"fill-opacity=\"0.6\"><title>{WebUtility.HtmlEncode(dot.Block)}: {dot.Gflops:F1} GFLOP/s, {dot.FlopPerByte:F1} "))
                    .Append(Invariant($"FLOP/byte</title></circle>\n"));
            }
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static void DrawGrid(StringBuilder svg)
    {
        for (var intensity = MinIntensity; intensity <= MaxIntensity; intensity *= 2)
        {
            svg.Append(Invariant($"<line x1=\"{X(intensity):F1}\" y1=\"{Top}\" x2=\"{X(intensity):F1}\" y2=\"{Height - Bottom}\" "))
                .Append(Invariant(
                    $"stroke=\"#e5e5e5\"/><text x=\"{X(intensity):F1}\" y=\"{Height - Bottom + 18}\" text-anchor=\"middle\">{intensity:0.###}</text>\n"));
        }

        for (var rate = MinRate; rate <= MaxRate; rate *= 2)
        {
            svg.Append(Invariant($"<line x1=\"{Left}\" y1=\"{Y(rate):F1}\" x2=\"{Width - Right}\" y2=\"{Y(rate):F1}\" stroke=\"#e5e5e5\"/><text "))
                .Append(Invariant($"x=\"{Left - 8}\" y=\"{Y(rate) + 4:F1}\" text-anchor=\"end\">{rate:0}</text>\n"));
        }

        svg.Append(Invariant(
            $"<text x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 16}\" text-anchor=\"middle\">FLOP for each byte of inputs, outputs and weights</text>\n"));
        svg.Append(Invariant($"<text x=\"18\" y=\"{(Top + Height - Bottom) / 2}\" text-anchor=\"middle\" transform=\"rotate(-90 18 "))
            .Append(Invariant($"{(Top + Height - Bottom) / 2})\">GFLOP/s on one thread</text>\n"));
    }

    private static void DrawRoof(StringBuilder svg, double bandwidth, double peak, FormattableString label)
    {
        var ridge = peak / bandwidth;
        svg.Append(Invariant($"<polyline points=\"{X(MinIntensity):F1},{Y(MinIntensity * bandwidth):F1} {X(ridge):F1},{Y(peak):F1} "))
            .Append(Invariant($"{Width - Right},{Y(peak):F1}\" fill=\"none\" stroke=\"#555\"/>"));
        svg.Append(Invariant($"<text x=\"{X(MinIntensity) + 6:F1}\" y=\"{Y(MinIntensity * bandwidth) - 10:F1}\">{Invariant(label)}</text>\n"));
    }

    private static double X(double intensity) => Left + ((Width - Left - Right) * Place(intensity, MinIntensity, MaxIntensity));

    private static double Y(double rate) => Height - Bottom - ((Height - Top - Bottom) * Place(rate, MinRate, MaxRate));

    private static double Place(double value, double min, double max) =>
        Math.Log(Math.Clamp(value, min, max) / min) / Math.Log(max / min);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
