using System.CommandLine;
using System.CommandLine.Parsing;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.CommandLine;

/// <summary>What is wrong with a command line, in one line.</summary>
internal static class MisusedCommand
{
    /// <summary>The errors of a command line, and the commands and options that were probably meant.</summary>
    public static string Sentence(ParseResult parsed) =>
        string.Join(' ', parsed.Errors.Select(error => error.Message)) + string.Concat(parsed.UnmatchedTokens.Select(token => Meant(parsed, token)).Distinct());

    private static string Meant(ParseResult parsed, string token)
    {
        var (name, known) = token.StartsWith('-') ? (token.Split('=')[0], Options(parsed.CommandResult)) : (token, Commands(parsed.CommandResult));
        return Suggestion.After(name, known);
    }

    private static IEnumerable<string> Commands(CommandResult found) => found.Command.Subcommands.Select(command => command.Name);

    /// <summary>Those of the command, and those that commands above it share with it.</summary>
    private static IEnumerable<string> Options(CommandResult found)
    {
        for (SymbolResult? at = found; at is not null; at = at.Parent)
        {
            foreach (var option in at is CommandResult command ? command.Command.Options.Where(option => command == found || option.Recursive) : [])
            {
                yield return option.Name;
            }
        }
    }
}
