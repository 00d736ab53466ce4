namespace MobileNetGen.Generator.Support;

internal static class Quotient
{
    /// <summary>How many of <paramref name="divisor"/> cover <paramref name="value"/>.</summary>
    public static int RoundedUp(long value, long divisor) => (int)((value + divisor - 1) / divisor);
}
