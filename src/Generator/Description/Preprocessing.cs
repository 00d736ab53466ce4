using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Description;

/// <summary>
/// How 8-bit pixels become the input tensor: fitted to its proportions, resized, in an order of channels,
/// then <c>(v / 255 · (high − low) + low − mean) / deviation</c>.
/// </summary>
internal sealed record Preprocessing(
    string Resize,
    bool RoundToBytes,
    ImageWindow Window,
    string Order,
    double Minimum,
    double Maximum,
    EquatableArray<double> Mean,
    EquatableArray<double> Deviation);

/// <summary>Which part of an image is kept: a share of it (0 for all), or the centre of what has a short side of so many pixels.</summary>
internal sealed record ImageWindow(string Fit, double Crop, int ShortSide, string Rounding)
{
    public const string Default = "window";
    public const string Sides = "sides";
    public const string Box = "box";
    public const string OfShortSide = "short-side";
    public const string Nearest = "nearest";
}
