using System.CommandLine;
using MobileNetGen.CommandLine;
using MobileNetGen.Tool.Hosting;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Quantizing;
using Spectre.Console;

namespace MobileNetGen.Tool.Commands;

/// <summary><c>quantize NETWORK --calibrate DIR -o DIR</c></summary>
internal static class QuantizeCommand
{
    private const int ImagesOfCalibration = 100;
    private const int LayersShown = 10;

    public static Command Create(Terminal terminal)
    {
        var network = SharedOptions.Network();
        var weights = SharedOptions.Weights();
        var calibrate = new Option<DirectoryInfo>("--calibrate")
        {
            Description = "A folder of images, or of .npy arrays, like those that the network will see. No labels are needed.",
            Required = true,
        };
        var evaluate = new Option<DirectoryInfo?>("--evaluate")
        {
            Description = "A folder of others to compare integers with floats on. Without it, a fifth of those of --calibrate is not used for anything else.",
        };
        var output = new Option<DirectoryInfo>("--output", "-o") { Description = "The folder to write to.", Required = true };
        var images = NumberOption.Whole("--images", "The most images of --calibrate that the network is made with.", ImagesOfCalibration);
        var kept = new Option<string>("--keep-floats")
        {
            Description = "Layers that stay floats: none; auto for the first ones, as far as their outputs cost much as integers; first:4 for the first four; "
                + "or names with commas between them.",
            DefaultValueFactory = _ => KeptLayers.None,
        };
        var layout = RunCommand.Layout();
        var other = SharedOptions.OtherWeights();
        var noCache = SharedOptions.NoCache();
        var command = new Command("quantize", "Makes a network of integers of 8 bits out of one of floats, with a report of what it costs.")
        {
            network, weights, calibrate, evaluate, output, images, kept, layout, other, noCache,
        };
        command.SetAction(parsed =>
        {
            var description = parsed.GetRequiredValue(network);
            var (cache, file) = (SharedOptions.CacheOf(parsed.GetValue(noCache)), SharedOptions.FileOf(parsed.GetValue(weights), description));
            var (all, most) = (CalibrationImages.In(parsed.GetRequiredValue(calibrate).ToString()), parsed.GetValue(images));
            var (used, others) = parsed.GetValue(evaluate) is { } folder
                ? (CalibrationImages.Some(all, most), CalibrationImages.In(folder.ToString()))
                : CalibrationImages.Shared(all, most);
            var compiled = cache.Class(description.ToString());
            var order = RunCommand.OrderOf(parsed.GetValue(layout));
            IEnumerable<float[]> Read(IEnumerable<string> files) => CalibrationImages.Read(compiled.Info, files, order, terminal);
            IReadOnlyList<float[]> made = [.. Read(used)];
            var work = new QuantizationWork(
                FloatModel.Of(description, compiled, file, parsed.GetValue(other)),
                made,
                others.Count > 0 ? Read(others) : made,
                others.Count > 0 ? others.Count : made.Count,
                IsHeldOut: others.Count > 0,
                parsed.GetRequiredValue(kept));
            var labels = NetworkLabels.Beside(description, file) is { } names ? NetworkLabels.Read(names, LabelCount.Outputs(compiled.Info), terminal) : null;
            Quantize(terminal, work, labels, new FileInfo(file), parsed.GetRequiredValue(output).ToString());
        });
        return command;
    }

    private static void Quantize(Terminal terminal, QuantizationWork work, string[]? labels, FileInfo weights, string folder)
    {
        QuantizationResult? result = null;
        terminal.Live.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context => result = work.Run((name, steps) =>
            {
                var task = context.AddTask(name, maxValue: steps);
                return () => task.Increment(1);
            }));
        result!.Import(labels, weights.Length).WriteTo(folder, pack: false);
        terminal.Text(result.Text(weights.Length, LayersShown));
        terminal.Line($"{folder}: {ImportResult.DescriptionFile}, {ImportResult.WeightsFile}, {QuantizationResult.ReportFile}");
    }
}
