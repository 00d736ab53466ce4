using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MobileNetGen.Tool.Report;

/// <summary>C# as HTML whose tags say what is a keyword, a comment, a number, text or a type. They are short, since code is most of a page.</summary>
internal static class HighlightedCode
{
    public static string Of(string code)
    {
        var html = new StringBuilder();
        foreach (var token in SyntaxFactory.ParseTokens(code))
        {
            Append(html, token.LeadingTrivia);
            Append(html, token.Text, Tag(token));
            Append(html, token.TrailingTrivia);
        }

        return html.ToString();
    }

    private static void Append(StringBuilder html, SyntaxTriviaList trivia)
    {
        foreach (var each in trivia)
        {
            Append(html, each.ToFullString(), each.IsKind(SyntaxKind.WhitespaceTrivia) || each.IsKind(SyntaxKind.EndOfLineTrivia) ? null : "i");
        }
    }

    private static void Append(StringBuilder html, string text, string? tag)
    {
        var escaped = Markup.Code(text);
        html.Append(tag is null ? escaped : $"<{tag}>{escaped}</{tag}>");
    }

    /// <summary>By convention a name that begins with a capital is a type or a member, and one with a small letter a value.</summary>
    private static string? Tag(SyntaxToken token) => token.Kind() switch
    {
        SyntaxKind.NumericLiteralToken => "s",
        SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken => "q",
        SyntaxKind.IdentifierToken when char.IsUpper(token.Text[0]) => "u",
        var kind when SyntaxFacts.IsKeywordKind(kind) || SyntaxFacts.IsContextualKeyword(kind) => "b",
        _ => null,
    };
}
