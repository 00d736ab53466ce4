using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace MobileNetGen.CommandLine;

/// <summary>
/// Options that take a number. Numbers are written as C# writes them, whatever the system's language: a comma is no decimal point, and no
/// separator that is passed over, so that <c>0,0001</c> is not 1.
/// </summary>
internal static class NumberOption
{
    private const NumberStyles Real = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>A whole number.</summary>
    /// <param name="name">The option.</param>
    /// <param name="description">What it means.</param>
    /// <param name="fallback">What it is where it is not said.</param>
    /// <param name="min">The smallest number that is accepted.</param>
    /// <param name="max">The largest number that is accepted.</param>
    public static Option<int> Whole(string name, string description, int fallback, int min = 1, int max = int.MaxValue) =>
        new(name) { Description = description, DefaultValueFactory = _ => fallback, CustomParser = result => Whole(result, name, min, max) ?? fallback };

    /// <summary>A whole number that need not be said.</summary>
    /// <inheritdoc cref="Whole(string, string, int, int, int)"/>
    public static Option<int?> WholeOrNone(string name, string description, int min = 1, int max = int.MaxValue) =>
        new(name) { Description = description, CustomParser = result => Whole(result, name, min, max) };

    /// <summary>A number.</summary>
    /// <param name="name">The option.</param>
    /// <param name="description">What it means.</param>
    /// <param name="fallback">What it is where it is not said.</param>
    /// <param name="accepted">Which numbers are accepted, human-readable: <c>0 or more</c>.</param>
    /// <param name="accepts">True for those; it is not asked for what is no number, or infinite.</param>
    public static Option<double> Number(string name, string description, double fallback, string accepted, Func<double, bool> accepts) =>
        new(name)
        {
            Description = description,
            DefaultValueFactory = _ => fallback,
            CustomParser = result => Number(result, name, accepted, accepts) ?? fallback,
        };

    /// <summary>A number that need not be said.</summary>
    /// <inheritdoc cref="Number(string, string, double, string, Func{double, bool})"/>
    public static Option<double?> NumberOrNone(string name, string description, string accepted, Func<double, bool> accepts) =>
        new(name) { Description = description, CustomParser = result => Number(result, name, accepted, accepts) };

    /// <summary>True for a finite number as C# writes it.</summary>
    public static bool TryNumber(string text, out double number) =>
        double.TryParse(text, Real, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    private static int? Whole(ArgumentResult result, string name, int min, int max)
    {
        var text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max)
        {
            return number;
        }

        result.AddError($"{name} is \"{text}\"; a whole number{Bounds(min, max)} is accepted.");
        return null;
    }

    private static string Bounds(int min, int max) => (min, max) switch
    {
        (int.MinValue, int.MaxValue) => "",
        (_, int.MaxValue) => string.Create(CultureInfo.InvariantCulture, $" of {min} or more"),
        _ => string.Create(CultureInfo.InvariantCulture, $" from {min} to {max}"),
    };

    private static double? Number(ArgumentResult result, string name, string accepted, Func<double, bool> accepts)
    {
        var text = result.Tokens[0].Value;
        if (TryNumber(text, out var number) && accepts(number))
        {
            return number;
        }

        result.AddError($"{name} is \"{text}\"; {accepted} is accepted, with a point and no comma, as in 0.5 or 1e-4.");
        return null;
    }
}
