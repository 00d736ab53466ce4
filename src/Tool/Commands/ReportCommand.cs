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
        var network = SharedOptions.Network();
        var output = new Option<FileInfo>("--output", "-o") { Description = "The page to write.", DefaultValueFactory = _ => new FileInfo("report.html") };
        var bench = new Option<bool>("--bench") { Description = "Measure each block on this machine, with seeded weights, on noise and one thread." };
        var command = new Command("report", "Writes a page that shows a network: its graph, costs, memory over time and generated code, "
            + "and with --bench where the time goes.") { network, output, bench };
        command.SetAction(parsed =>
        {
            var file = NetworkFile.Load(parsed.GetRequiredValue(network).ToString());
            var target = parsed.GetRequiredValue(output);
            var page = ReportPage.Write(NetworkReport.Of(file, parsed.GetValue(bench) ? Measurement.Of(file) : null));
            AtomicFile.WriteText(target.FullName, page);
            terminal.Line($"{target.Name}: {Invariant.Grouped(page.Length)} characters");
        });
        return command;
    }
}
