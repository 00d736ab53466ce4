using System.Globalization;
using System.Net;
using System.Text;

namespace MobileNetGen.DigitTraining.Reports;

/// <summary>The few shapes of SVG that a chart needs.</summary>
internal sealed class SvgWriter(int width, int height)
{
    private readonly StringBuilder _shapes = new();

    public void Line(double x1, double y1, double x2, double y2, string colour) =>
        Add($"<line x1=\"{x1:F1}\" y1=\"{y1:F1}\" x2=\"{x2:F1}\" y2=\"{y2:F1}\" stroke=\"{colour}\"/>");

    public void Text(double x, double y, string text, string anchor = "start", string colour = "#444") =>
        Add($"<text x=\"{x:F1}\" y=\"{y:F1}\" text-anchor=\"{anchor}\" fill=\"{colour}\">{WebUtility.HtmlEncode(text)}</text>");

    public void Path(IEnumerable<(double X, double Y)> points, string colour)
    {
        var list = string.Join(' ', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.X:F1},{point.Y:F1}")));
        Add($"<polyline points=\"{list}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.6\"/>");
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" font-family=\"sans-serif\" font-size=\"12\">\n<rect "
            + $"width=\"{width}\" height=\"{height}\" fill=\"white\"/>\n{_shapes}</svg>\n");

    private void Add(FormattableString shape) => _shapes.Append(shape.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
