namespace MobileNetGen.Imaging.Png;

/// <summary>The pixels that come together: all of them, or those of one of the seven passes of Adam7 (PNG specification, 8.2).</summary>
internal readonly record struct PngPass(int Left, int Top, int StepAcross, int StepDown, int Width, int Height)
{
    private static readonly (int Left, int Top, int Across, int Down)[] s_adam7 =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    public static IEnumerable<PngPass> Of(PngHeader header) => header.IsInterlaced
        ? s_adam7
            .Select(pass => new PngPass(pass.Left, pass.Top, pass.Across, pass.Down, header.Width, header.Height).OfPixels())
            .Where(pass => pass is { Width: > 0, Height: > 0 })
        : [new PngPass(0, 0, 1, 1, header.Width, header.Height)];

    /// <summary>From the image's size to that of the pass.</summary>
    private PngPass OfPixels() => this with { Width = Division.RoundingUp(Width - Left, StepAcross), Height = Division.RoundingUp(Height - Top, StepDown) };
}
