using System.Globalization;

namespace MobileNetGen.Tool.Learning;

/// <summary>Sizes, times and shares as people read them.</summary>
internal static class Sizes
{
    public static string Bytes(long bytes) => bytes >= 1L << 30
        ? string.Create(CultureInfo.InvariantCulture, $"{(double)bytes / (1L << 30):F1} GiB")
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling((double)bytes / (1L << 20)):F0} MiB");

    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:F1} %");

    public static string Time(double seconds) => seconds < 90
        ? string.Create(CultureInfo.InvariantCulture, $"{seconds:F0} s")
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(seconds / 60):F0} min {seconds % 60:F0} s");
}
