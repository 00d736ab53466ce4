using System.Globalization;
using System.Text;

namespace MobileNetGen.Generator.Support;

/// <summary>
/// Text out of files as people are shown it: in messages, on terminals, in comments and lists. What would steer a terminal, turn the direction of
/// writing, break a line or hide is written as <c>\u001b</c>. The characters are listed here, because the tables of Unicode differ from host to host.
/// </summary>
internal static class Visible
{
    private const int MaxDisplayed = 80;
    private const int MaxListed = 20;

    /// <summary>The whole text on one line.</summary>
    public static string Of(string text)
    {
        var index = FirstHidden(text);
        if (index == text.Length)
        {
            return text;
        }

        var shown = new StringBuilder(text, 0, index, text.Length + 16);
        while (index < text.Length)
        {
            var width = WidthAt(text, index);
            for (var end = index + Math.Abs(width); index < end; index++)
            {
                _ = width > 0 ? shown.Append(text[index]) : shown.Append("\\u").Append(((int)text[index]).ToString("x4", CultureInfo.InvariantCulture));
            }
        }

        return shown.ToString();
    }

    /// <summary>The lines of a text, whose breaks stay.</summary>
    public static string Lines(string text) => string.Join("\n", text.Replace("\r\n", "\n").Split('\n').Select(Of));

    /// <summary>The beginning of a text that may be of any length.</summary>
    public static string Short(string text) =>
        text.Length <= MaxDisplayed ? Of(text) : Of(text.Substring(0, char.IsHighSurrogate(text[MaxDisplayed - 1]) ? MaxDisplayed - 1 : MaxDisplayed)) + "…";

    /// <summary>The first of some names: <c>a, b, c and 17 more</c>.</summary>
    public static string List(IReadOnlyCollection<string> names, string separator = ", ") =>
        string.Join(separator, names.Take(MaxListed).Select(Short))
        + (names.Count > MaxListed ? $" and {Invariant.Grouped(names.Count - MaxListed)} more" : "");

    /// <summary>True if every surrogate has its other half.</summary>
    public static bool IsWellFormed(string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            if (char.IsSurrogate(text[index]) && !char.IsSurrogatePair(text, index++))
            {
                return false;
            }
        }

        return true;
    }

    private static int FirstHidden(string text)
    {
        var index = 0;
        while (index < text.Length && WidthAt(text, index) is > 0 and var width)
        {
            index += width;
        }

        return index;
    }

    /// <summary>How many units the character there has; negative if it is not shown as it is.</summary>
    private static int WidthAt(string text, int index)
    {
        var unit = text[index];
        if (char.IsSurrogate(unit))
        {
            var isPair = index + 1 < text.Length && char.IsSurrogatePair(unit, text[index + 1]);
            return isPair ? (IsHidden(char.ConvertToUtf32(unit, text[index + 1])) ? -2 : 2) : -1;
        }

        return IsHidden(unit) ? -1 : 1;
    }

    /// <summary>
    /// Controls but the tabulator, directions, marks without width but the joiners that scripts need, separators, tags, and what is no character.
    /// </summary>
    private static bool IsHidden(int character) => character is (< ' ' and not '\t')
        or (>= 0x7F and <= 0x9F) or 0xAD or 0x61C or 0x180E or 0x200B or 0x200E or 0x200F
        or (>= 0x2028 and <= 0x202E) or (>= 0x2060 and <= 0x206F) or 0xFEFF or (>= 0xFFF9 and <= 0xFFFB) or 0xFFFE or 0xFFFF
        or (>= 0xE0000 and <= 0xE007F);
}
