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
        var threads = SharedOptions.Threads();
        threads.Description = "Threads of the run that the timeline of --bench shows.";
        var save = new Option<FileInfo?>("--save") { Description = "Write what --bench measured to a file, too, for --compare." };
        var compare = new Option<FileInfo?>("--compare") { Description = "A file of --save, to show what --bench measures beside." };
        var weights = new Option<FileInfo?>("--weights")
        {
            Description = "Show the weights in a safetensors file. A model file's are not shown: import it.",
        };
        var sample = new Option<FileInfo?>("--sample")
        {
            Description = "Show what layers make of an image or an array, with --weights, or those beside the description.",
        };
        var layout = RunCommand.Layout();
        var other = SharedOptions.OtherWeights();
        var switches = new ModelSwitches();
        var command = new Command("report", "Writes a page that shows a network: its graph, costs, memory over time and generated code, "
            + "and with --bench where the time goes.") { network, output, bench, threads, save, compare, weights, sample, layout, other };
        switches.AddTo(command);
        command.SetAction(parsed =>
        {
            Require(parsed, bench, save, compare, threads);
            var path = parsed.GetRequiredValue(network);
            var isShown = (parsed.GetValue(weights) ?? parsed.GetValue(sample)) is not null;
            if (isShown && !ShownNetwork.IsDescription(path))
            {
                throw new ToolException($"{path}: --weights and --sample show the network of a description; import the model first.");
            }

            var file = ShownNetwork.Load(path, switches.Read(parsed), terminal).File;
            var target = parsed.GetRequiredValue(output);
            var before = parsed.GetValue(compare) is { } run ? SavedRun.Read(run.ToString()) : null;
            var tensors = isShown ? SharedOptions.FileOf(parsed.GetValue(weights), path) : null;
            var spreads = tensors is null ? null : ReportTensors.Weights(file, tensors, parsed.GetValue(other));
            var activations = parsed.GetValue(sample) is { } image
                ? terminal.While($"Running {file.Name}", () => ReportTensors.Of(
                    file, tensors!, image.ToString(), RunCommand.OrderOf(parsed.GetValue(layout)), parsed.GetValue(other)))
                : null;
            var measured = parsed.GetValue(bench)
                ? terminal.While($"Measuring {Path.GetFileName(file.Path)}", () => Measurement.Of(file, parsed.GetValue(threads)))
                : null;
            var report = NetworkReport.Of(file, measured) with { Other = before, Weights = spreads, Activations = activations };
            var page = terminal.While($"Writing {target.Name}", () => ReportPage.Write(report));
            AtomicFile.WriteText(target.FullName, page);
            if (parsed.GetValue(save) is { } kept)
            {
                AtomicFile.WriteText(kept.FullName, SavedRun.Of(report, measured!).ToJson());
            }

            terminal.Line($"{target.Name}: {Invariant.Grouped(page.Length)} characters");
        });
        return command;
    }

    /// <summary>Refuses an option that says nothing without the measurement.</summary>
    private static void Require(ParseResult parsed, Option<bool> bench, params Option[] measured)
    {
        if (!parsed.GetValue(bench) && measured.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is { } given)
        {
            throw new ToolException($"{given.Name} is of what --bench measures; give that, too.");
        }
    }
}
