using System.Globalization;

namespace MobileNetGen.DigitTraining.Reports;

/// <summary>One line of a chart: a value for each epoch.</summary>
internal sealed record Curve(string Name, IReadOnlyList<double> Values);

/// <summary>Where a chart stands in its picture.</summary>
internal readonly record struct Frame(double Top, double Width, double Height);

/// <summary>Curves over epochs, with axes and a legend.</summary>
internal sealed record Chart(string Title, bool Logarithmic, IReadOnlyList<Curve> Curves)
{
    private const double Left = 56;
    private const double Right = 16;
    private const double Above = 34;
    private const double Below = 24;

    /// <summary>What a logarithmic axis shows for less: 0 has no logarithm.</summary>
    private const double Min = 0.05;

    private static readonly string[] s_colours = ["#888888", "#1f6fb2", "#d2691e", "#2e8b57"];

    public void Draw(SvgWriter svg, Frame frame)
    {
        double[] values = [.. Curves.SelectMany(curve => curve.Values).Select(Scaled)];
        var (low, high) = Logarithmic ? (Math.Floor(values.Min()), Math.Ceiling(values.Max())) : (0, values.Max());
        high = high > low ? high : low + 1;
        var epochs = Curves[0].Values.Count;
        double X(int epoch) => Left + ((frame.Width - Left - Right) * epoch / Math.Max(epochs - 1, 1));
        double Y(double scaled) => frame.Top + frame.Height - Below - ((frame.Height - Above - Below) * (scaled - low) / (high - low));

        svg.Text(Left, frame.Top + 16, Title, colour: "#000");
        foreach (var tick in Ticks(low, high))
        {
            svg.Line(Left, Y(tick), frame.Width - Right, Y(tick), "#e4e4e4");
            svg.Text(Left - 6, Y(tick) + 4, DisplayText(tick), "end");
        }

        svg.Text(Left, frame.Top + frame.Height - 6, "epoch 1");
        svg.Text(frame.Width - Right, frame.Top + frame.Height - 6, epochs.ToString(CultureInfo.InvariantCulture), "end");
        for (var index = 0; index < Curves.Count; index++)
        {
            var colour = s_colours[index % s_colours.Length];
            svg.Path(Curves[index].Values.Select((value, epoch) => (X(epoch), Y(Scaled(value)))), colour);
            svg.Text(frame.Width - Right - (150 * (Curves.Count - 1 - index)), frame.Top + 16, Curves[index].Name, "end", colour);
        }
    }

    private double Scaled(double value) => Logarithmic ? Math.Log10(Math.Max(value, Min)) : value;

    private string DisplayText(double tick) => (Logarithmic ? Math.Pow(10, tick) : tick).ToString("G3", CultureInfo.InvariantCulture);

    private IEnumerable<double> Ticks(double low, double high) => Logarithmic
        ? Enumerable.Range((int)low, (int)(high - low) + 1).Select(tick => (double)tick)
        : Enumerable.Range(0, 5).Select(tick => low + ((high - low) * tick / 4));
}
