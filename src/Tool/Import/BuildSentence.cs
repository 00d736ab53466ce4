using System.Text.RegularExpressions;

namespace MobileNetGen.Tool.Import;

/// <summary>
/// What is wrong with a model, said to somebody who has it in a project: options of the command are metadata there, <c>--shape 1x3x224x224</c> is
/// <c>Shape="1x3x224x224"</c>, and the build says the file's name itself.
/// </summary>
internal static partial class BuildSentence
{
    /// <param name="message">A sentence of the command line.</param>
    /// <param name="model">The model's path, as the sentence has it.</param>
    public static string Of(string message, string model) =>
        Option().Replace(message.StartsWith(model + ": ", StringComparison.Ordinal) ? message[(model.Length + 2)..] : message, Metadata);

    private static string Metadata(Match option)
    {
        var name = option.Groups["name"].Value;
        var metadata = char.ToUpperInvariant(name[0]) + name[1..];
        var value = option.Groups["value"];
        return value.Success ? $"{metadata}=\"{Unquoted(value.Value)}\""
            : name == "dequantize" ? $"{metadata}=\"true\""
            : metadata;
    }

    /// <summary>What a shell makes of a word.</summary>
    private static string Unquoted(string word) =>
        word[0] == '\'' ? word[1..^1].Replace("'\\''", "'", StringComparison.Ordinal) : word;

    /// <summary>After an option stands a value where it is quoted, or is no word of the sentence: it has a digit or a sign, or is a flavor.</summary>
    [GeneratedRegex(
        """--(?<name>preprocess|shape|preset|flavor|width|resolution|classes|signature|labels|inputs|outputs|dequantize)\b"""
        + """( (?<value>'[^']*'(\\''[^']*')*|[^\s,;"]*[0-9|_/:-][^\s,;"]*[^\s,;".]|keras\b|torchvision\b|timm\b))?""",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Option();
}
