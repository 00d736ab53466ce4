using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MobileNetGen.Generator.Support;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MobileNetGen.CommandLine;

/// <summary>Where results and errors go. All text passes here, and what of it came from files and would steer a terminal is spelled.</summary>
internal sealed class Terminal(TextWriter output, TextWriter errors)
{
    /// <summary>What a line of print had, where nothing says how wide a table may be.</summary>
    private const int UsualColumns = 80;

    /// <summary>Whether somebody looks at the errors while they are written.</summary>
    public bool IsLive { get; init; }

    /// <summary>How long work is under way before it is named.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>A line.</summary>
    /// <exception cref="IOException">The output cannot be written to.</exception>
    public void Line(string text) => Write(Visible.Lines(text) + Environment.NewLine);

    /// <summary>Several lines, each of which ends.</summary>
    /// <exception cref="IOException">The output cannot be written to.</exception>
    public void Text(string text) => Write(Visible.Lines(text));

    /// <summary>Works beside what changes while it is seen, progress, on a console on the same output, where nothing is drawn any more afterwards.</summary>
    /// <param name="work">The work, with the console.</param>
    public T Live<T>(Func<IAnsiConsole, T> work) => Live(output, work);

    /// <summary>A table. It is drawn without colours, so that no control is meant.</summary>
    /// <exception cref="IOException">The output cannot be written to.</exception>
    public void Draw(IRenderable table)
    {
        using var drawn = new StringWriter();
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(drawn) });
        console.Profile.Width = Columns();
        console.Write(table);
        Text(drawn.ToString());
    }

    /// <summary>What programs read in place of tables.</summary>
    /// <exception cref="IOException">The output cannot be written to.</exception>
    public void Json<T>(T value, JsonTypeInfo<T> type) => Line(JsonSerializer.Serialize(value, type));

    /// <summary>Works, and says so beside the errors while it takes longer than a moment and somebody looks.</summary>
    /// <param name="what">What is done: <c>Importing mobilenet.onnx</c>.</param>
    /// <param name="work">The work.</param>
    public T While<T>(string what, Func<T> work)
    {
        if (!IsLive)
        {
            return work();
        }

        // The work stays on its thread, whose stack is the larger one.
        using var done = new ManualResetEventSlim();
        var words = new Thread(() =>
        {
            if (!done.Wait(Patience))
            {
                Live(errors, console => console.Status().Start(Cell(what), _ => done.Wait(Timeout.Infinite)));
            }
        });
        words.Start();
        try
        {
            return work();
        }
        finally
        {
            done.Set();
            words.Join();
        }
    }

    /// <inheritdoc cref="While{T}(string, Func{T})"/>
    public void While(string what, Action work) => While(what, () =>
    {
        work();
        return true;
    });

    /// <summary>A name from a file as a table's cell, in one line.</summary>
    public static string Cell(string text) => Markup.Escape(Visible.Of(text));

    /// <summary>One line, whatever the message is.</summary>
    public void Error(string message) => Say("error: " + message);

    /// <summary>Something to look at, which forbids nothing. One line.</summary>
    public void Warning(string message) => Say("warning: " + message);

    private static T Live<T>(TextWriter writer, Func<IAnsiConsole, T> work)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        using var live = new LiveOutput(console.Profile.Out);
        console.Profile.Out = live;
        return work(console);
    }

    /// <summary>As wide as <c>COLUMNS</c> says, or the terminal.</summary>
    private static int Columns()
    {
        var said = Environment.GetEnvironmentVariable("COLUMNS");
        var columns = int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : Console.IsOutputRedirected ? UsualColumns
            : Console.WindowWidth;
        return columns > 0 ? columns : UsualColumns;
    }

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
