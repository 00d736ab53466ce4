using static MobileNetGen.DigitTraining.Drawing.Strokes;

namespace MobileNetGen.DigitTraining.Drawing;

/// <summary>The ten digits as pen lines.</summary>
internal static class Glyphs
{
    public static readonly IReadOnlyList<IReadOnlyList<IReadOnlyList<Point>>> All =
    [
        [Arc(new(0.5, 0.5), 0.28, 0.42, 0, 360)],
        [Line(new(0.34, 0.26), new(0.54, 0.08), new(0.54, 0.92))],
        [Join(Arc(new(0.5, 0.32), 0.26, 0.24, 190, 385), Line(new(0.22, 0.92), new(0.8, 0.92)))],
        [Join(Arc(new(0.47, 0.29), 0.24, 0.21, 205, 430), Arc(new(0.47, 0.7), 0.28, 0.22, 280, 515))],
        [Line(new(0.62, 0.08), new(0.2, 0.64), new(0.84, 0.64)), Line(new(0.62, 0.08), new(0.62, 0.93))],
        [Join(Line(new(0.74, 0.09), new(0.32, 0.09), new(0.28, 0.46)), Arc(new(0.48, 0.66), 0.28, 0.26, 232, 510))],
        [Join(Line(new(0.66, 0.08), new(0.42, 0.3)), Arc(new(0.5, 0.68), 0.26, 0.24, 195, 560))],
        [Line(new(0.2, 0.1), new(0.78, 0.1), new(0.42, 0.92))],
        [Arc(new(0.5, 0.29), 0.21, 0.2, 90, 450), Arc(new(0.5, 0.7), 0.26, 0.22, -90, 270)],
        [Join(Arc(new(0.48, 0.32), 0.24, 0.23, 10, 370), Line(new(0.72, 0.34), new(0.68, 0.62), new(0.56, 0.92)))],
    ];
}
