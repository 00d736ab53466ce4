namespace MobileNetGen.Imaging;

internal static class Division
{
    public static int RoundingUp(int dividend, int divisor) => (dividend + divisor - 1) / divisor;

    /// <summary>A product of two bytes divided by 255, rounded to the nearest.</summary>
    public static int Of255(int product) => (product + 128 + ((product + 128) >> 8)) >> 8;
}
