using System.Text.RegularExpressions;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;

namespace MobileNetGen.Plotting;

/// <summary>A plot in the style that all of them share, which OxyPlot draws: axes with ticks at round numbers, and curves.</summary>
internal sealed partial class Plot
{
    /// <summary>What a logarithmic axis has beyond its numbers: a factor.</summary>
    public const double Room = 1.25;

    private readonly PlotModel _model = new()
    {
        PlotAreaBorderThickness = new OxyThickness(1, 0, 0, 1),
        PlotAreaBorderColor = PlotColour.Dim.Value,
        TextColor = PlotColour.Dim.Value,
        DefaultFont = "system-ui, sans-serif",
        Padding = new OxyThickness(4, 8, 12, 4),
    };

    public Plot(Axis x, Axis y)
    {
        (x.Position, y.Position) = (AxisPosition.Bottom, AxisPosition.Left);
        foreach (var axis in new[] { x, y })
        {
            axis.MajorGridlineStyle = LineStyle.Solid;
            axis.MajorGridlineColor = PlotColour.Line.Value;
            axis.TicklineColor = PlotColour.Dim.Value;
            axis.MinorTickSize = 0;
            axis.AxisTitleDistance = 16;
            _model.Axes.Add(axis);
        }
    }

    /// <summary>From a number to another, both at the axis' ends.</summary>
    public static Axis Linear(string title, double from, double to) => new LinearAxis { Title = title, Minimum = from, Maximum = to };

    /// <summary>Things that are counted: ticks are at whole numbers.</summary>
    public static Axis Whole(string title, double from, double to) =>
        new LinearAxis { Title = title, Minimum = from, Maximum = to, MinimumMajorStep = 1 };

    /// <summary>Powers; a bit less than the least number and a bit more than the largest are at the ends.</summary>
    public static Axis Logarithmic(string title, double least, double largest) =>
        new LogarithmicAxis { Title = title, Minimum = least / Room, Maximum = Math.Max(largest, least) * Room };

    /// <summary>Rows with numbers from 0, the first on top.</summary>
    public static Axis Rows(string title, int count) => new LinearAxis
    {
        Title = title,
        StartPosition = 1,
        EndPosition = 0,
        Minimum = -0.5,
        Maximum = count - 0.5,
        MajorStep = 1,
    };

    /// <summary>With a legend of the curves, where there are several.</summary>
    public Plot Legend(bool isBelow = false)
    {
        _model.Legends.Add(new Legend
        {
            LegendPosition = isBelow ? LegendPosition.RightBottom : LegendPosition.RightTop,
            LegendTextColor = PlotColour.Ink.Value,
            LegendOrientation = LegendOrientation.Vertical,
        });
        return this;
    }

    public Plot Curve(string name, IEnumerable<(double X, double Y)> points, PlotColour colour, double thickness = 2)
    {
        var line = new LineSeries { Title = name, Color = colour.Value, StrokeThickness = thickness };
        line.Points.AddRange(points.Select(point => new DataPoint(point.X, point.Y)));
        _model.Series.Add(line);
        return this;
    }

    public Plot Dots(string name, IEnumerable<(double X, double Y)> points, PlotColour colour)
    {
        var dots = new ScatterSeries { Title = name, MarkerType = MarkerType.Circle, MarkerSize = 4, MarkerFill = colour.Value };
        dots.Points.AddRange(points.Select(point => new ScatterPoint(point.X, point.Y)));
        _model.Series.Add(dots);
        return this;
    }

    /// <summary>Text whose beginning is at a point.</summary>
    public Plot Note(double x, double y, string text)
    {
        _model.Annotations.Add(new OxyPlot.Annotations.TextAnnotation
        {
            TextPosition = new DataPoint(x, y),
            Text = text,
            TextColor = PlotColour.Dim.Value,
            StrokeThickness = 0,
            Offset = new ScreenVector(4, -5),
            TextHorizontalAlignment = HorizontalAlignment.Left,
            TextVerticalAlignment = VerticalAlignment.Bottom,
        });
        return this;
    }

    /// <summary>Draws it.</summary>
    /// <returns>What an SVG element of that size has inside, and where numbers are in it.</returns>
    public DrawnPlot Draw(double width, double height)
    {
        var svg = new SvgExporter { Width = width, Height = height, IsDocument = false }.ExportToString(_model);

        // Nothing lies outside the axes, so that nothing need be clipped, and clips need names that are unlike all others in a page.
        var start = svg.IndexOf('>', svg.IndexOf("<svg", StringComparison.Ordinal)) + 1;
        var inside = Clips().Replace(svg[start..svg.LastIndexOf("</svg>", StringComparison.Ordinal)], "");
        return new DrawnPlot(inside, width, height, _model.Axes[0].Transform, _model.Axes[1].Transform);
    }

    [GeneratedRegex("<defs>.*?</defs>| clip-path=\"[^\"]*\"", RegexOptions.Singleline)]
    private static partial Regex Clips();
}
