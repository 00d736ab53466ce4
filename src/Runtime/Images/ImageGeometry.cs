namespace MobileNetGen;

/// <summary>Which part of an image becomes the input, along both of its sides.</summary>
/// <param name="Columns">From the image's columns to the input's.</param>
/// <param name="Rows">From the image's rows to the input's.</param>
/// <param name="IsShortenedFirst">True if rows are resized before columns.</param>
internal readonly record struct ImageGeometry(AxisMap Columns, AxisMap Rows, bool IsShortenedFirst)
{
    /// <summary>
    /// How much more the height must shrink than the width for Pillow to begin with it: 500 rows to 224 beside 300 columns to 224 do,
    /// and lengths that are rounded from one proportion do not.
    /// </summary>
    private const double FarMore = 1.5;

    public static ImageGeometry Of(ImagePreprocessing how, int width, int height) => how.Fit switch
    {
        ImageFit.Sides => new ImageGeometry(Sides(how.Crop, width, how.Width), Sides(how.Crop, height, how.Height), false),
        ImageFit.Box => Boxed(how, width, height),
        ImageFit.ShortSide => Shortened(how, width, height),
        _ => Cut(Window(how, width, height), how),
    };

    private static ImageGeometry Cut((int Left, int Top, int Width, int Height) window, ImagePreprocessing how) => new(
        new AxisMap(window.Left, window.Width, 0, window.Width, how.Width, 0, how.Width),
        new AxisMap(window.Top, window.Height, 0, window.Height, how.Height, 0, how.Height),
        false);

    private static ImageGeometry Boxed(ImagePreprocessing how, int width, int height)
    {
        var window = Window(how, width, height);
        return new ImageGeometry(
            new AxisMap(0, width, window.Left, window.Width, how.Width, 0, how.Width),
            new AxisMap(0, height, window.Top, window.Height, how.Height, 0, how.Height),
            (double)height / how.Height > FarMore * width / how.Width);
    }

    private static (int Left, int Top, int Width, int Height) Window(ImagePreprocessing how, int width, int height)
    {
        if (how.Crop == 0)
        {
            return (0, 0, width, height);
        }

        var scale = Math.Min((double)width / how.Width, (double)height / how.Height) * how.Crop;
        var columns = Math.Clamp(Rounded(how.Width * scale, how.WindowRounding), 1, width);
        var rows = Math.Clamp(Rounded(how.Height * scale, how.WindowRounding), 1, height);
        return ((width - columns) / 2, (height - rows) / 2, columns, rows);
    }

    /// <summary>Halves to even ones, or down; a hair below a whole number, which a quotient gives, is that number.</summary>
    private static int Rounded(double length, WindowRounding rounding) =>
        (int)(rounding == WindowRounding.Down ? Math.Floor(length * (1 + 1e-12)) : Math.Round(length));

    private static AxisMap Sides(double crop, int length, int outputs)
    {
        var start = crop == 0 ? 0 : (int)((length - (length * crop)) / 2);
        return new AxisMap(start, length - (2 * start), 0, length - (2 * start), outputs, 0, outputs);
    }

    private static ImageGeometry Shortened(ImagePreprocessing how, int width, int height)
    {
        var shorter = Math.Min(width, height);
        return new ImageGeometry(Centred(width, how.Width), Centred(height, how.Height), false);

        AxisMap Centred(int length, int outputs)
        {
            var resized = (long)how.ShortSide * length / shorter;
            return new AxisMap(0, length, 0, length, resized, Place(resized - outputs, how.WindowRounding), outputs);
        }
    }

    /// <summary>Half of what is left over: where the window begins, or how much black comes first, as a number below 0.</summary>
    private static long Place(long left, WindowRounding rounding) => rounding == WindowRounding.Down
        ? (left - (left & 1)) / 2
        : left < 0 ? -(-left / 2) : (long)Math.Round(left / 2.0);
}
