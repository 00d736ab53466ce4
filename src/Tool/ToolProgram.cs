using System.CommandLine;
using MobileNetGen.Tool.Commands;

namespace MobileNetGen.Tool;

/// <summary>The command line. Exit codes: 0 done; 1 a check failed; 2 the command line, a file or a model is wrong.</summary>
internal static class ToolProgram
{
    public const int Done = 0;
    public const int CheckFailed = 1;
    public const int Misused = 2;

    public static int Run(string[] args, TextWriter output, TextWriter errors)
    {
        var terminal = new Terminal(output, errors);
        var parsed = Root(terminal).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = ResponseFile.TryRead });
        if (parsed.Errors.Count > 0)
        {
            terminal.Error(string.Join(' ', parsed.Errors.Select(error => error.Message)));
            return Misused;
        }

        try
        {
            return parsed.Invoke(new InvocationConfiguration { Output = output, Error = errors, EnableDefaultExceptionHandler = false });
        }
        catch (Exception error) when (error is ToolException or WeightException or IOException or UnauthorizedAccessException)
        {
            terminal.Error(error.Message);
            return Misused;
        }
    }

    /// <summary>All commands.</summary>
    public static RootCommand Root(Terminal terminal) => new RootCommand("Imports, shows, runs, measures, verifies and exports networks that MobileNetGen compiles.")
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
    };
}
