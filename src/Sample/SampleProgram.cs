using System.CommandLine;
using MobileNetGen.CommandLine;
using MobileNetGen.Sample.Commands;
using Spectre.Console;

namespace MobileNetGen.Sample;

/// <summary>The command line. Exit codes: 0 done; 1 a file, an image or weights are wrong; 2 the command line is wrong.</summary>
internal static class SampleProgram
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int Misused = 2;

    public static int Run(string[] args, TextWriter output, TextWriter errors)
    {
        var terminal = new Terminal(output, errors);
        var parsed = Root(terminal).Parse(args);
        if (parsed.Errors.Count > 0)
        {
            terminal.Error(MisusedCommand.Sentence(parsed));
            return Misused;
        }

        try
        {
            return parsed.Invoke(new InvocationConfiguration { Output = output, Error = errors, EnableDefaultExceptionHandler = false });
        }
        catch (Exception error) when (error is SampleException or WeightException or IOException
            or UnauthorizedAccessException or InvalidOperationException or PlatformNotSupportedException)
        {
            terminal.Error(error.Message);
            return Failed;
        }
    }

    /// <summary>All commands.</summary>
    public static RootCommand Root(Terminal terminal)
    {
        var root = new RootCommand(
            "Networks compiled into C#: classifies images, evaluates folders of them, measures, packs weights. Without arguments, classifies example digits.")
        {
            ClassifyCommand.Create(terminal),
            EvaluateCommand.Create(terminal),
            SummaryCommand.Create(terminal),
            BenchCommand.Create(terminal),
            PackCommand.Create(terminal),
        };
        root.SetAction(_ => ClassifyCommand.Examples(terminal));
        return root;
    }
}
