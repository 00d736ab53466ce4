using System.Globalization;
using System.Text;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit;

/// <summary>Texts from a description, made harmless for generated code: nothing in them can end a literal or a comment.</summary>
internal static class Literal
{
    /// <summary>A C# string literal. Beside ASCII, only signs such as × and → stand as they are.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var character in text)
        {
            quoted.Append(character is >= ' ' and <= '~' and not ('"' or '\\') || char.GetUnicodeCategory(character) == UnicodeCategory.MathSymbol
                ? character.ToString()
                : "\\u" + ((int)character).ToString("x4", CultureInfo.InvariantCulture));
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>One line of a comment.</summary>
    public static string Comment(string text) => Visible.Of(text);

    /// <summary>Text inside an XML documentation comment.</summary>
    public static string Documentation(string text) =>
        Comment(text).Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    /// <summary>A name as an identifier: <c>box scores</c> is <c>BoxScores</c>, or <c>boxScores</c> if it is not <paramref name="pascal"/>.</summary>
    public static string Identifier(string name, bool pascal)
    {
        var identifier = new StringBuilder();
        var capital = pascal;
        foreach (var character in name)
        {
            if (character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9'))
            {
                var first = identifier.Length == 0;
                identifier.Append(capital ? char.ToUpperInvariant(character) : first ? char.ToLowerInvariant(character) : character);
                capital = false;
            }
            else
            {
                capital = pascal || identifier.Length > 0;
            }
        }

        return identifier.Length == 0 || identifier[0] is >= '0' and <= '9' ? (pascal ? "Tensor" : "tensor") + identifier : identifier.ToString();
    }

    public static string Number(double value) => Invariant.Format(value) + "d";
}
