using MobileNetGen.Plotting;

namespace MobileNetGen.DigitTraining.Reports;

/// <summary>Loss and accuracy of a training, one plot above the other.</summary>
internal static class CurvesPicture
{
    private const int Width = 760;
    private const int PlotHeight = 260;

    /// <summary>What a logarithmic axis shows for less: 0 has no logarithm.</summary>
    private const double Min = 0.05;

    public static string Draw(TrainingRecord record)
    {
        (string Name, double[] Values)[] losses =
        [
            ("training", [.. record.Epochs.Select(epoch => epoch.Epoch.Training.Loss)]),
            .. record.HeldOut.Select((set, index) => (set.Name, record.Epochs.Select(epoch => epoch.HeldOut[index].Loss).ToArray())),
        ];
        (string Name, double[] Values)[] errors =
        [
            ("training, augmented", [.. record.Epochs.Select(epoch => Wrong(epoch.Epoch.Training.Accuracy))]),
            .. record.HeldOut.Select((set, index) => (set.Name, record.Epochs.Select(epoch => Wrong(epoch.HeldOut[index].Accuracy)).ToArray())),
        ];
        var loss = Curves(losses, Plot.Linear("loss", 0, Math.Max(losses.Max(curve => curve.Values.Max()), 1e-9)));
        var error = Curves(errors, Plot.Logarithmic("wrong answers, %", errors.Min(curve => curve.Values.Min()), errors.Max(curve => curve.Values.Max())));
        return DrawnPlot.Stacked([loss.Draw(Width, PlotHeight), error.Draw(Width, PlotHeight)]);
    }

    private static double Wrong(double accuracy) => Math.Max(100 * (1 - accuracy), Min);

    private static Plot Curves((string Name, double[] Values)[] curves, OxyPlot.Axes.Axis axis)
    {
        var plot = new Plot(Plot.Whole("epoch", 1, Math.Max(curves[0].Values.Length, 2)), axis).Legend();
        foreach (var (index, (name, values)) in curves.Index())
        {
            plot.Curve(name, values.Select((value, epoch) => (epoch + 1.0, value)), PlotColour.Curves[index % PlotColour.Curves.Count]);
        }

        return plot;
    }
}
