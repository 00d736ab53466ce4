using System.Globalization;
using System.Text;

namespace MobileNetGen.AspNetCore.Tensors;

/// <summary>What clients sent, as messages and logs show it: short, on one line, and without characters that steer a terminal.</summary>
internal static class DisplayText
{
    private const int Max = 64;

    public static string Of(string text)
    {
        var shown = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (shown.Length >= Max)
            {
                return shown.Append('…').ToString();
            }

            _ = IsHidden(rune) ? shown.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}") : shown.Append(rune.ToString());
        }

        return shown.ToString();
    }

    /// <summary>A shape: <c>[1,8,8,3]</c>.</summary>
    public static string Of(IEnumerable<long> shape) => $"[{string.Join(',', shape.Select(extent => extent.ToString(CultureInfo.InvariantCulture)))}]";

    private static bool IsHidden(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
