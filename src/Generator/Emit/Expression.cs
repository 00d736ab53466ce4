namespace MobileNetGen.Generator.Emit;

/// <summary>C# expressions as text.</summary>
internal static class Expression
{
    /// <summary>Without the parentheses around the whole, where it stands alone or as an argument.</summary>
    public static string Bare(string value) =>
        value.Length > 1 && value[0] == '(' && EndOfGroup(value) == value.Length - 1 ? value.Substring(1, value.Length - 2) : value;

    /// <summary>As the first factor of a product: in parentheses if it is a sum.</summary>
    public static string Factor(string value) => IsSum(Bare(value)) ? $"({Bare(value)})" : Bare(value);

    private static bool IsSum(string value)
    {
        var depth = 0;
        for (var index = 0; index < value.Length; index++)
        {
            depth += value[index] is '(' or '[' ? 1 : value[index] is ')' or ']' ? -1 : 0;
            if (depth == 0 && (Is(" + ") || Is(" - ")))
            {
                return true;
            }

            bool Is(string sign) => string.CompareOrdinal(value, index, sign, 0, sign.Length) == 0;
        }

        return false;
    }

    /// <summary>Where the parentheses that the text begins with are closed.</summary>
    private static int EndOfGroup(string value)
    {
        var depth = 0;
        for (var index = 0; index < value.Length; index++)
        {
            depth += value[index] == '(' ? 1 : value[index] == ')' ? -1 : 0;
            if (depth == 0)
            {
                return index;
            }
        }

        return value.Length;
    }
}
