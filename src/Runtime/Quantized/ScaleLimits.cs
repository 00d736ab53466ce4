using System.Globalization;

namespace MobileNetGen.Quantized;

/// <summary>Between which numbers scales, and factors of them, lie with which integers can be computed. Whatever brings scales in holds them to this.</summary>
internal static class ScaleLimits
{
    /// <summary>What is accepted for a scale.</summary>
    public const string Scales = "numbers from 1e-30 to 1e30 are accepted";

    /// <summary>What is accepted for a factor.</summary>
    public const string Factors = "numbers from 2^-60 to below 2^30 are accepted, since integers are multiplied by it";

    private const float MinScale = 1e-30f;
    private const float MaxScale = 1e30f;
    private const float MinFactor = 1f / (1L << 60);
    private const float MaxFactor = 1 << 30;

    /// <summary>False for what is not positive, or so small or large that a product with it is none.</summary>
    public static bool IsScale(double scale) => scale is >= MinScale and <= MaxScale;

    /// <summary>False where scales lie so far apart that a product of their quotient with an integer of 32 bits overflows, or is always 0.</summary>
    public static bool IsFactor(float factor) => factor is >= MinFactor and < MaxFactor;

    public static string Shown(double number) => ((float)number).ToString(CultureInfo.InvariantCulture);
}
