using MobileNetGen.Generator.Support;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MobileNetGen.CommandLine;

/// <summary>Where results and errors go. All text passes here, and what of it came from files and would steer a terminal is spelled.</summary>
internal sealed class Terminal(TextWriter output, TextWriter errors)
{
    /// <summary>A line.</summary>
    /// <exception cref="IOException">The output cannot be written to.</exception>
    public void Line(string text) => Write(Visible.Lines(text) + Environment.NewLine);

    /// <summary>Several lines, each of which ends.</summary>
    /// <exception cref="IOException">The output cannot be written to.</exception>
    public void Text(string text) => Write(Visible.Lines(text));

    /// <summary>A console on the same output for what changes while it is seen: progress.</summary>
    public IAnsiConsole Live => AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });

    /// <summary>A table. It is drawn without colours, so that no control is meant.</summary>
    /// <exception cref="IOException">The output cannot be written to.</exception>
    public void Draw(IRenderable table)
    {
        using var drawn = new StringWriter();
        AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(drawn) })
            .Write(table);
        Text(drawn.ToString());
    }

    /// <summary>A name from a file as a table's cell, in one line.</summary>
    public static string Cell(string text) => Markup.Escape(Visible.Of(text));

    /// <summary>One line, whatever the message is.</summary>
    public void Error(string message) => Say("error: " + message);

    /// <summary>Something to look at, which forbids nothing. One line.</summary>
    public void Warning(string message) => Say("warning: " + message);

    /// <summary>Where nobody can be told, the exit code says it.</summary>
    private void Say(string message)
    {
        try
        {
            errors.WriteLine(Visible.Of(OneLine(message)));
        }
        catch (Exception unheard) when (unheard is IOException or UnauthorizedAccessException)
        {
        }
    }

    private void Write(string text)
    {
        try
        {
            output.Write(text);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"the standard output cannot be written to: {wrong.Message}", wrong);
        }
    }

    private static string OneLine(string message) =>
        string.Join(' ', message.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
