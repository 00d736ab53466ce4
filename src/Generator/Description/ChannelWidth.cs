namespace MobileNetGen.Generator.Description;

/// <summary>
/// The papers' rounding of scaled channel counts: to the nearest multiple of 8, at least 8, and never below 90 % of the exact number.
/// Sandler et al., "MobileNetV2", arXiv:1801.04381, and the authors' <c>_make_divisible</c>.
/// </summary>
internal static class ChannelWidth
{
    private const int Divisor = 8;

    public static int Scale(int channels, double width) => width == 1 ? channels : Round(channels * width);

    public static int Round(double exact)
    {
        var rounded = Math.Max(Divisor, (int)(exact + (Divisor / 2)) / Divisor * Divisor);
        return rounded < 0.9 * exact ? rounded + Divisor : rounded;
    }
}
