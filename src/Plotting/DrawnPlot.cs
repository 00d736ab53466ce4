namespace MobileNetGen.Plotting;

/// <summary>A plot as SVG.</summary>
/// <param name="Inside">What an SVG element has inside.</param>
/// <param name="Width">Of the element.</param>
/// <param name="Height">Of the element.</param>
/// <param name="X">Where a number of the lower axis is.</param>
/// <param name="Y">Where a number of the left axis is.</param>
internal sealed record DrawnPlot(string Inside, double Width, double Height, Func<double, double> X, Func<double, double> Y)
{
    /// <summary>For a page that has the colours by name.</summary>
    public string InPage => PlotColour.All.Aggregate(Inside, (svg, colour) => svg.Replace(colour.Spelled, $"var(--{colour.Name})", StringComparison.Ordinal));

    /// <summary>A file of its own.</summary>
    public string Alone => Picture(Width, Height, Inside);

    /// <summary>A file of several plots of one width, from top to bottom.</summary>
    public static string Stacked(IReadOnlyList<DrawnPlot> plots)
    {
        var (inside, top) = ("", 0.0);
        foreach (var plot in plots)
        {
            inside += FormattableString.Invariant($"<g transform=\"translate(0 {top})\">{plot.Inside}</g>\n");
            top += plot.Height;
        }

        return Picture(plots.Max(plot => plot.Width), top, inside);
    }

    private static string Picture(double width, double height, string inside) => FormattableString.Invariant(
        $"""
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">
        <rect width="{width}" height="{height}" fill="white"/>
        {inside}
        </svg>

        """);
}
