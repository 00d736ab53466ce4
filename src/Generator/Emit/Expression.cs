namespace MobileNetGen.Generator.Emit;

/// <summary>C# expressions as text.</summary>
internal static class Expression
{
    /// <summary>Without the parentheses around the whole, where it stands alone or as an argument.</summary>
    public static string Bare(string value)
    {
        if (value.Length < 2 || value[0] != '(')
        {
            return value;
        }

        var depth = 0;
        for (var index = 0; index < value.Length; index++)
        {
            depth += value[index] == '(' ? 1 : value[index] == ')' ? -1 : 0;
            if (depth == 0)
            {
                return index == value.Length - 1 ? value.Substring(1, index - 1) : value;
            }
        }

        return value;
    }
}
