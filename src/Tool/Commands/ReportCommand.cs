using System.CommandLine;
using MobileNetGen.CommandLine;
using MobileNetGen.Generator.Support;
using MobileNetGen.Tool.Hosting;
using MobileNetGen.Tool.Report;

namespace MobileNetGen.Tool.Commands;

/// <summary><c>report NETWORK -o FILE</c></summary>
internal static class ReportCommand
{
    public static Command Create(Terminal terminal)
    {
        var network = SharedOptions.NetworkOrModel();
        var output = new Option<FileInfo>("--output", "-o") { Description = "The page to write.", DefaultValueFactory = _ => new FileInfo("report.html") };
        var bench = new Option<bool>("--bench") { Description = "Measure each block on this machine, with seeded weights, on noise and one thread." };
        var switches = new ModelSwitches();
        var command = new Command("report", "Writes a page that shows a network: its graph, costs, memory over time and generated code, "
            + "and with --bench where the time goes.") { network, output, bench };
        switches.AddTo(command);
        command.SetAction(parsed =>
        {
            var file = ShownNetwork.Load(parsed.GetRequiredValue(network), switches.Read(parsed), terminal).File;
            var target = parsed.GetRequiredValue(output);
            var measured = parsed.GetValue(bench) ? terminal.While($"Measuring {Path.GetFileName(file.Path)}", () => Measurement.Of(file)) : null;
            var page = terminal.While($"Writing {target.Name}", () => ReportPage.Write(NetworkReport.Of(file, measured)));
            AtomicFile.WriteText(target.FullName, page);
            terminal.Line($"{target.Name}: {Invariant.Grouped(page.Length)} characters");
        });
        return command;
    }
}
