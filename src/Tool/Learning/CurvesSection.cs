using MobileNetGen.Tool.Report;
using MobileNetGen.Training;

namespace MobileNetGen.Tool.Learning;

/// <summary>Loss and accuracy over the epochs.</summary>
internal static class CurvesSection
{
    private const int Width = 520;
    private const int Height = 220;
    private const int Left = 50;
    private const int Bottom = 24;

    public static void Write(IReadOnlyList<EpochResult> history, bool hasAccuracy, Markup page)
    {
        page.Line($"<h2>Over the epochs</h2>");
        Chart("loss", [.. history.Select(result => result.Training.Loss)], [.. history.Select(result => result.HeldOut?.Loss)], null, page);
        if (hasAccuracy)
        {
            double?[] heldOut = [.. history.Select(result => result.HeldOut is { } own ? own.Accuracy : (double?)null)];
            Chart("accuracy", [.. history.Select(result => result.Training.Accuracy)], heldOut, 1, page);
        }

        page.Line(
            $"<p class=\"dim\"><span style=\"color:var(--bar)\">■</span> learnt from, while learning &#160; ",
            $"<span style=\"color:var(--most)\">■</span> held out</p>");
    }

    private static void Chart(string name, double[] learnt, double?[] heldOut, double? ceiling, Markup page)
    {
        var top = Math.Max(ceiling ?? Math.Max(learnt.Max(), heldOut.Max() ?? 0), 1e-9);
        page.Line($"<svg viewBox=\"0 0 {Width} {Height}\" width=\"{Width}\" role=\"img\" aria-label=\"{name} over the epochs\">");
        for (var quarter = 0; quarter <= 4; quarter++)
        {
            var y = Y(top * quarter / 4, top);
            page.Line($"<path d=\"M{Left} {y:F1}H{Width}\" stroke=\"#eceff3\"/><text x=\"4\" y=\"{y + 4:F1}\" class=\"dim\">{top * quarter / 4:G3}</text>");
        }

        Line([.. learnt.Select(value => (double?)value)], "var(--bar)");
        Line(heldOut, "var(--most)");
        page.Line($"<text x=\"{Left}\" y=\"{Height - 4}\" class=\"dim\">epoch 1</text>");
        page.Line($"<text x=\"{Width - 4}\" y=\"{Height - 4}\" class=\"dim\" text-anchor=\"end\">{learnt.Length}</text>");
        page.Line($"<text x=\"{Width - 4}\" y=\"14\" class=\"dim\" text-anchor=\"end\">{name}</text></svg>");

        void Line(double?[] values, string colour)
        {
            var points = values.Index().Where(point => point.Item is not null).Select(point => FormattableString.Invariant(
                $"{Left + ((Width - Left - 8.0) * point.Index / Math.Max(1, values.Length - 1)):F1},{Y(point.Item!.Value, top):F1}"));
            page.Line($"<polyline points=\"{string.Join(' ', points)}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>");
        }
    }

    private static double Y(double value, double top) => Height - Bottom - ((Height - Bottom - 8.0) * Math.Clamp(value / top, 0, 1));
}
