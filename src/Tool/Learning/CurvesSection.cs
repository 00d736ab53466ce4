using MobileNetGen.Plotting;
using MobileNetGen.Tool.Report;
using MobileNetGen.Training;

namespace MobileNetGen.Tool.Learning;

/// <summary>Loss and accuracy over the epochs.</summary>
internal static class CurvesSection
{
    private const int Width = 520;
    private const int Height = 260;

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
        var plot = new Plot(Plot.Whole("epoch", 1, Math.Max(learnt.Length, 2)), Plot.Linear(name, 0, top))
            .Curve("learnt from", learnt.Select((value, index) => (index + 1.0, value)), PlotColour.Bar)
            .Curve("held out", heldOut.Index().Where(point => point.Item is not null).Select(point => (point.Index + 1.0, point.Item!.Value)), PlotColour.Most);
        page.Picture(plot.Draw(Width, Height), $"{name} over the epochs");
        page.Line($"</svg></div>");
    }
}
