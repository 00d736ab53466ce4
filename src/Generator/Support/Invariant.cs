using System.Globalization;

namespace MobileNetGen.Generator.Support;

/// <summary>Numbers as text, the same under every culture of the host.</summary>
internal static class Invariant
{
    public static string Format(int value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Format(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>With thousands separators: <c>516,908,544</c>.</summary>
    public static string Grouped(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>The shortest text that reads back as the same number.</summary>
    public static string Format(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <inheritdoc cref="Format(double)"/>
    public static string Format(float value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>The number as a part of an identifier: <c>m0_5</c> for −0.5.</summary>
    public static string Identifier(double value) => Identifier(Format(value));

    /// <inheritdoc cref="Identifier(double)"/>
    public static string Identifier(float value) => Identifier(Format(value));

    private static string Identifier(string number) => number.Replace('-', 'm').Replace('+', 'p').Replace('.', '_');
}
