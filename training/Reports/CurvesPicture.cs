namespace MobileNetGen.DigitTraining.Reports;

/// <summary>Loss and accuracy of a training, one chart above the other.</summary>
internal static class CurvesPicture
{
    private const int Width = 760;
    private const int ChartHeight = 240;

    public static string Draw(TrainingRecord record)
    {
        var loss = new Chart("loss", Logarithmic: false,
        [
            new Curve("training", [.. record.Epochs.Select(epoch => epoch.Epoch.Training.Loss)]),
            .. record.HeldOut.Select((set, index) => new Curve(set.Name, [.. record.Epochs.Select(epoch => epoch.HeldOut[index].Loss)])),
        ]);
        var error = new Chart("wrong answers, % (logarithmic)", Logarithmic: true,
        [
            new Curve("training, augmented", [.. record.Epochs.Select(epoch => 100 * (1 - epoch.Epoch.Training.Accuracy))]),
            .. record.HeldOut.Select((set, index) => new Curve(set.Name, [.. record.Epochs.Select(epoch => 100 * (1 - epoch.HeldOut[index].Accuracy))])),
        ]);
        var svg = new SvgWriter(Width, 2 * ChartHeight);
        loss.Draw(svg, new Frame(0, Width, ChartHeight));
        error.Draw(svg, new Frame(ChartHeight, Width, ChartHeight));
        return svg.ToString();
    }
}
