using StbImageWriteSharp;

namespace MobileNetGen.DigitTraining.Drawing;

/// <summary>
/// Ten digits that no training sees, of different sizes, pens and slants, some dark on light and some light on dark.
/// </summary>
internal static class ExampleDigits
{
    private sealed record Example(Canvas Canvas, byte Paper, byte Ink);

    private static readonly Example[] s_examples =
    [
        new(new Canvas(96, 0.075, 0.05), 255, 0),
        new(new Canvas(64, 0.09, 0.08), 0, 255),
        new(new Canvas(128, 0.06, 0.1), 250, 20),
        new(new Canvas(200, 0.085, 0), 12, 240),
        new(new Canvas(80, 0.08, 0.06), 255, 30),
        new(new Canvas(160, 0.07, 0.12), 0, 255),
        new(new Canvas(112, 0.1, 0), 245, 10),
        new(new Canvas(72, 0.08, 0.04), 20, 230),
        new(new Canvas(144, 0.065, 0.1), 255, 0),
        new(new Canvas(180, 0.08, 0.05), 5, 250),
    ];

    /// <summary>Writes <c>digit_0.png</c> … <c>digit_9.png</c>, the same bytes every time.</summary>
    public static void Draw(string folder)
    {
        Directory.CreateDirectory(folder);
        for (var digit = 0; digit < s_examples.Length; digit++)
        {
            var (canvas, paper, ink) = s_examples[digit];
            byte[] pixels = [.. canvas.Draw(Glyphs.All[digit]).Select(share => (byte)Math.Round(paper + (share * (ink - paper))))];
            AtomicFile.Write(
                Path.Combine(folder, $"digit_{digit}.png"),
                stream => new ImageWriter().WritePng(pixels, canvas.Size, canvas.Size, ColorComponents.Grey, stream));
        }
    }
}
