using System.CommandLine;
using System.Runtime.InteropServices;
using MobileNetGen.CommandLine;
using MobileNetGen.Tool.Learning;

namespace MobileNetGen.Tool.Commands;

/// <summary><c>train DATA -o OUT</c></summary>
internal static class TrainCommand
{
    public static Command Create(Terminal terminal)
    {
        var switches = new TrainSwitches();
        var noCache = SharedOptions.NoCache();
        var command = new Command("train", "Teaches a network the classes of a folder of images, from pretrained weights or from scratch.");
        command.Arguments.Add(switches.Data);
        foreach (var option in switches.Options.Append(noCache))
        {
            command.Options.Add(option);
        }

        command.SetAction(parsed =>
        {
            using var stop = new CancellationTokenSource();
            using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
            using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
            return TrainJob.Run(switches.Read(parsed), SharedOptions.CacheOf(parsed.GetValue(noCache)), terminal, stop.Token);

            // The second time the process ends at once.
            void Stop(PosixSignalContext context)
            {
                context.Cancel = !stop.IsCancellationRequested;
                stop.Cancel();
            }
        });
        return command;
    }
}
