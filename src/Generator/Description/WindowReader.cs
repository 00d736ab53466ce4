using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Description;

/// <summary>
/// Reads the keys of <c>preprocess</c> that say which part of an image is kept and how it is resized, and refuses those that say nothing together.
/// </summary>
internal static class WindowReader
{
    private const int MaxShortSide = 1 << 14;

    private static readonly string[] s_inFractions = ["bilinear", "bilinear-asymmetric", "bilinear-antialias-float"];

    private static readonly Property s_resize = new("resize", Accepted.Choice(
        "bilinear", "bilinear-antialias", "bicubic-antialias", "nearest", "bilinear-asymmetric", "bilinear-antialias-float"));

    private static readonly Property<bool> s_roundToBytes = Properties.Flag("roundToBytes", false);
    private static readonly Property s_fit = new("fit", Accepted.Choice(ImageWindow.Default, ImageWindow.Sides, ImageWindow.Box, ImageWindow.OfShortSide));
    private static readonly Property<double> s_crop = Properties.Number("crop", new AcceptedNumber(0, 1, Note: "0 for no crop"), 0);
    private static readonly Property<int> s_shortSide = Properties.Integer("shortSide", 1, MaxShortSide);
    private static readonly Property s_rounding = new("windowRounding", Accepted.Choice(ImageWindow.Nearest, "down"));

    public static EquatableArray<Property> Keys => EquatableArray.Of<Property>(s_resize, s_roundToBytes, s_fit, s_crop, s_shortSide, s_rounding);

    public static (string Resize, bool RoundToBytes, ImageWindow Window) Read(NodeReader reader)
    {
        var resize = reader.Text(s_resize) ?? "bilinear";
        var fit = reader.Text(s_fit) ?? (reader.Has(s_shortSide) ? ImageWindow.OfShortSide : ImageWindow.Default);
        if (reader.Has(s_shortSide) != (fit == ImageWindow.OfShortSide))
        {
            var found = reader.Has(s_shortSide) ? "beside" : "without";
            Refuse(reader, s_shortSide, $"\"shortSide\" and the fit \"{ImageWindow.OfShortSide}\" go together; the fit is \"{fit}\" {found} it.");
        }

        if (fit == ImageWindow.OfShortSide && reader.Has(s_crop))
        {
            Refuse(reader, s_crop, "\"shortSide\" says how much of the image is kept; \"crop\" is for the other fits.");
        }

        if (fit == ImageWindow.Box && s_inFractions.Contains(resize))
        {
            Refuse(
                reader,
                s_fit,
                $"the fit \"{ImageWindow.Box}\" is Pillow's, and the resize \"{resize}\" is not; \"nearest\", \"bilinear-antialias\" and "
                    + $"\"bicubic-antialias\" are.");
        }

        var roundToBytes = reader.Value(s_roundToBytes);
        if (roundToBytes && !s_inFractions.Contains(resize))
        {
            var names = string.Join(", ", s_inFractions.Select(name => $"\"{name}\""));
            Refuse(reader, s_roundToBytes, $"the resize \"{resize}\" gives bytes already; \"roundToBytes\" is for {names}.");
        }

        var rounding = reader.Text(s_rounding) ?? ImageWindow.Nearest;
        return (resize, roundToBytes, new ImageWindow(fit, reader.Value(s_crop), reader.Get(s_shortSide) ?? 0, rounding));
    }

    private static void Refuse(NodeReader reader, Property key, string sentence) => reader.Report(ProblemKind.InvalidValue, reader.PathOf(key), sentence);
}
