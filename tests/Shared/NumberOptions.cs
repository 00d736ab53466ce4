using System.CommandLine;
using Xunit;

namespace MobileNetGen.Tests;

/// <summary>Goes through all options of a command line that take a number.</summary>
internal static class NumberOptions
{
    private static readonly Type[] s_types = [typeof(int), typeof(int?), typeof(double), typeof(double?), typeof(int[])];
    private static readonly string[] s_wrong =
        ["0,0001", "1,5", "1 000", "NaN", "Infinity", "-Infinity", "1e999", "0x10", " 1", "1 ", "٣", "½", "one", "+", "1_000", "1.2.3"];

    /// <summary>Every option refuses what is no number, in a sentence that names the option and what was found; those of whole numbers others too.</summary>
    /// <returns>How many options there are.</returns>
    public static int AreStrict(RootCommand root)
    {
        var options = Commands(root).SelectMany(
            command => command.Options.Where(option => s_types.Contains(option.ValueType)).Select(option => (command, option))).ToList();
        foreach (var (command, option) in options)
        {
            string[] wrong = option.ValueType == typeof(double) || option.ValueType == typeof(double?) ? s_wrong : [.. s_wrong, "1e3", "1.0", "99999999999"];
            Assert.All(wrong, text => Assert.Contains(
                Parse(root, command, option, text),
                error => error.StartsWith($"{option.Name} is \"{text}\"; ", StringComparison.Ordinal)));
        }

        return options.Count;
    }

    private static IEnumerable<string> Parse(RootCommand root, Command command, Option option, string text) =>
        root.Parse([.. command == root ? Array.Empty<string>() : [command.Name], $"{option.Name}={text}"]).Errors.Select(error => error.Message);

    private static IEnumerable<Command> Commands(Command command) => command.Subcommands.SelectMany(Commands).Prepend(command);
}
