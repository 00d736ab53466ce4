using Spectre.Console;

namespace MobileNetGen.Tool;

/// <summary>Where results and errors go.</summary>
internal sealed class Terminal(TextWriter output, TextWriter errors)
{
    private IAnsiConsole? _console;

    /// <summary>Made when a table is first drawn: most commands draw none.</summary>
    public IAnsiConsole Console => _console ??= AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });

    public void Line(string text) => output.WriteLine(text);

    /// <summary>One line, whatever the message is.</summary>
    public void Error(string message) => errors.WriteLine("error: " + OneLine(message));

    /// <summary>Something to look at, which forbids nothing. One line.</summary>
    public void Warning(string message) => errors.WriteLine("warning: " + OneLine(message));

    private static string OneLine(string message) => string.Join(' ', message.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
