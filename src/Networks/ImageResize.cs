using MobileNetGen.Generator.Description;
using MobileNetGen.Networks.Writing;

namespace MobileNetGen.Networks;

/// <summary>How images get the input's size, as a description's <c>preprocess</c> has it.</summary>
internal sealed record ImageResize(string Method)
{
    /// <summary>All of the image, stretched, between the four nearest pixels: <c>tf.image.resize</c> and Keras' <c>Resizing</c>.</summary>
    public static readonly ImageResize Stretched = new("bilinear");

    public bool RoundToBytes { get; init; }

    /// <summary>Null for the description's own default.</summary>
    public string? Fit { get; init; }

    /// <summary>0 for all of the image.</summary>
    public double Crop { get; init; }

    /// <summary>How long the short side of the image becomes for so many pixels of the input, 0 for any; null for other fits.</summary>
    public (int Pixels, int Input)? ShortSide { get; init; }

    public bool RoundsDown { get; init; }

    /// <summary>The short side is resized first, the longer one rounded down, and the centre cut out then.</summary>
    public static ImageResize OfShortSide(string method, int pixels, int input) => new(method) { ShortSide = (pixels, input) };

    /// <summary>What a description says.</summary>
    public static ImageResize Of(Preprocessing said) => new(said.Resize)
    {
        RoundToBytes = said.RoundToBytes,
        Fit = said.Window.Fit is ImageWindow.Default or ImageWindow.OfShortSide ? null : said.Window.Fit,
        Crop = said.Window.Crop,
        ShortSide = said.Window.Fit == ImageWindow.OfShortSide ? (said.Window.ShortSide, 0) : null,
        RoundsDown = said.Window.Rounding == "down",
    };

    /// <exception cref="ToolException">The input is no square, which a short side is for.</exception>
    public void Write(JsonLine line, int height, int width)
    {
        line.With("resize", Method);
        if (RoundToBytes)
        {
            line.With("roundToBytes", true);
        }

        if (Fit is { } fit)
        {
            line.With("fit", fit);
        }

        if (Crop > 0)
        {
            line.With("crop", Crop);
        }

        if (ShortSide is { } side)
        {
            line.With("shortSide", (double)Pixels(side, height, width));
        }

        if (RoundsDown)
        {
            line.With("windowRounding", "down");
        }
    }

    private static long Pixels((int Pixels, int Input) side, int height, int width) =>
        side.Input == 0 ? side.Pixels
        : height == width ? (long)side.Pixels * height / side.Input
        : throw new ToolException(
            $"the input has {height} × {width} pixels, and this preprocessing is for squares: it resizes the short side of an image; "
            + "keras, unit and bytes stretch it.");
}
