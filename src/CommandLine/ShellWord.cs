namespace MobileNetGen.CommandLine;

/// <summary>Text as a user can paste it into a shell.</summary>
internal static class ShellWord
{
    /// <summary>The text as one word, in single quotes where it has letters that shells know.</summary>
    public static string Of(string text) => text.Length > 0
        && text.All(letter => char.IsAsciiLetterOrDigit(letter) || "/_.:-=,".Contains(letter, StringComparison.Ordinal))
            ? text
            : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
