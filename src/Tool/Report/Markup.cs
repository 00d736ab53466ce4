using System.Globalization;
using System.Net;
using System.Text;
using MobileNetGen.Generator.Support;
using MobileNetGen.Plotting;

namespace MobileNetGen.Tool.Report;

/// <summary>Text of HTML and SVG as it grows; numbers are written the same everywhere, and names from files cannot become tags.</summary>
internal sealed class Markup
{
    private readonly StringBuilder _text = new();

    public static string Text(string text) => WebUtility.HtmlEncode(Visible.Lines(text));

    /// <summary>Text between tags that is mostly signs: only what must be is spelled.</summary>
    public static string Code(string text) => Visible.Lines(text).Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    /// <summary>With thousands separated.</summary>
    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Three significant digits and a unit: <c>1.23 M</c>.</summary>
    public static string Short(double number)
    {
        var (divisor, unit) = number switch { >= 1e9 => (1e9, " G"), >= 1e6 => (1e6, " M"), >= 1e3 => (1e3, " k"), _ => (1.0, "") };
        return (number / divisor).ToString(number >= 1000 || number != Math.Floor(number) ? "G3" : "F0", CultureInfo.InvariantCulture) + unit;
    }

    /// <summary>A line, in parts that stand beside each other.</summary>
    public Markup Line(params FormattableString[] parts)
    {
        foreach (var part in parts)
        {
            _text.Append(part.ToString(CultureInfo.InvariantCulture));
        }

        _text.Append('\n');
        return this;
    }

    /// <summary>The beginning of a picture that a plot is the ground of; <c>&lt;/svg&gt;&lt;/div&gt;</c> is its end.</summary>
    public void Picture(DrawnPlot plot, string label) => Line(
        $"<div class=\"plot\"><svg viewBox=\"0 0 {plot.Width} {plot.Height}\" width=\"{plot.Width}\" role=\"img\" aria-label=\"{label}\">{plot.InPage}");

    public override string ToString() => _text.ToString();
}
