using System.CommandLine;
using MobileNetGen.CommandLine;
using MobileNetGen.Tool.Commands;
using MobileNetGen.Tool.Hosting;
using MobileNetGen.Tool.Learning;

namespace MobileNetGen.Tool.Tests.Learning;

/// <summary>A training that is stopped while it says how an epoch went, as Ctrl-C would in the middle of the next.</summary>
internal static class StoppedTraining
{
    /// <returns>The exit code.</returns>
    public static int Run(int afterEpochs, params string[] args)
    {
        var switches = new TrainSwitches();
        var command = new Command("train");
        command.Arguments.Add(switches.Data);
        foreach (var option in switches.Options)
        {
            command.Options.Add(option);
        }

        using var stop = new CancellationTokenSource();
        using var output = new StopWriter(stop, afterEpochs);
        var cache = CompileCache.In(Path.Combine(AppContext.BaseDirectory, "cache"));
        return TrainJob.Run(switches.Read(command.Parse(args)), cache, new Terminal(output, output), stop.Token);
    }

    private sealed class StopWriter(CancellationTokenSource stop, int after) : StringWriter
    {
        private int _epochs;

        public override void Write(string? value)
        {
            if (value?.StartsWith("Epoch ", StringComparison.Ordinal) == true && ++_epochs == after)
            {
                stop.Cancel();
            }

            base.Write(value);
        }
    }
}
