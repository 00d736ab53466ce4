using OxyPlot;

namespace MobileNetGen.Plotting;

/// <summary>A colour of plots. In a page it is the page's own of that name, light or dark; in a file of its own it is the light one.</summary>
internal sealed record PlotColour(string Name, OxyColor Value)
{
    public static readonly PlotColour Ink = new("ink", OxyColor.FromRgb(0x1b, 0x23, 0x30));
    public static readonly PlotColour Dim = new("dim", OxyColor.FromRgb(0x5d, 0x68, 0x79));
    public static readonly PlotColour Line = new("line", OxyColor.FromRgb(0xdf, 0xe3, 0xea));
    public static readonly PlotColour Bar = new("bar", OxyColor.FromRgb(0x4a, 0x7f, 0xb5));
    public static readonly PlotColour Most = new("most", OxyColor.FromRgb(0xc2, 0x41, 0x0c));
    public static readonly PlotColour Green = new("residual", OxyColor.FromRgb(0x0f, 0x8a, 0x5f));
    public static readonly PlotColour Violet = new("gate", OxyColor.FromRgb(0x84, 0x46, 0xc6));

    public static IReadOnlyList<PlotColour> All { get; } = [Ink, Dim, Line, Bar, Most, Green, Violet];

    /// <summary>Those that tell one curve from another.</summary>
    public static IReadOnlyList<PlotColour> Curves { get; } = [Bar, Most, Green, Violet, Dim];

    /// <summary>As the SVG of a plot spells it.</summary>
    public string Spelled { get; } = FormattableString.Invariant($"rgb({Value.R},{Value.G},{Value.B})");
}
