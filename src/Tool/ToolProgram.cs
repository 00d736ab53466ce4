using System.CommandLine;
using MobileNetGen.CommandLine;
using MobileNetGen.Tool.Commands;

namespace MobileNetGen.Tool;

/// <summary>The command line. Exit codes: 0 done; 1 a check failed; 2 the command line, a file or a model is wrong.</summary>
internal static class ToolProgram
{
    public const int Done = 0;
    public const int CheckFailed = 1;
    public const int Misused = 2;

    /// <param name="args">The command line.</param>
    /// <param name="output">Where results go.</param>
    /// <param name="errors">Where errors and warnings go.</param>
    /// <param name="isLive">Whether somebody looks at the errors while they are written.</param>
    /// <returns>The exit code.</returns>
    public static int Run(string[] args, TextWriter output, TextWriter errors, bool isLive = false)
    {
        var terminal = new Terminal(output, errors) { IsLive = isLive };
        try
        {
            return Run(Root(terminal).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = ResponseFile.TryRead }), terminal);
        }
        catch (FileNotFoundException) when (IsAdrift())
        {
            terminal.Error("the folder that the command runs in was deleted, and names of files are looked for there; change to another, or give full names.");
        }
        catch (Exception error) when (error is ToolException or WeightException or IOException or UnauthorizedAccessException)
        {
            terminal.Error(error.Message);
        }

        return Misused;
    }

    private static int Run(ParseResult parsed, Terminal terminal)
    {
        if (parsed.Errors.Count > 0)
        {
            throw new ToolException(MisusedCommand.Sentence(parsed));
        }

        using var help = new StringWriter();
        var exit = parsed.Invoke(new InvocationConfiguration { Output = help, Error = help, EnableDefaultExceptionHandler = false });
        terminal.Text(help.ToString());
        return exit;
    }

    private static bool IsAdrift()
    {
        try
        {
            return Environment.CurrentDirectory.Length == 0;
        }
        catch (FileNotFoundException)
        {
            return true;
        }
    }

    /// <summary>All commands.</summary>
    public static RootCommand Root(Terminal terminal) => new RootCommand("Imports, shows, runs, measures, "
        + "verifies, trains, quantizes and exports networks that MobileNetGen compiles.")
    {
        ImportCommand.Create(terminal),
        SummaryCommand.Create(terminal),
        EmitCommand.Create(terminal),
        RunCommand.Create(terminal),
        VerifyCommand.Create(terminal),
        BenchCommand.Create(terminal),
        ReportCommand.Create(terminal),
        PackCommand.Create(terminal),
        ExportCommand.Create(terminal),
        ClassifyCommand.Create(terminal),
        TrainCommand.Create(terminal),
        QuantizeCommand.Create(terminal),
    };
}
