using System.CommandLine;
using MobileNetGen.CommandLine;
using MobileNetGen.Networks.Writing;
using MobileNetGen.Quantization;
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
            if (made.Count == 0)
            {
                throw new ToolException("no image is left to make integers with.");
            }

            var options = new QuantizationOptions
            {
                FloatLayers = KeptLayers.Of(parsed.GetRequiredValue(kept)),
                Evaluation = others.Count > 0 ? new ReadInputs(others.Count, Read(others)) : null,
                AllowOtherWeights = parsed.GetValue(other),
            };
            var labels = NetworkLabels.Beside(description, file) is { } names ? NetworkLabels.Read(names, LabelCount.Outputs(compiled.Info), terminal) : null;
            var result = Run(terminal, description, file, made, options);
            Write(terminal, result, labels, new FileInfo(file).Length, parsed.GetRequiredValue(output).ToString());
        });
        return command;
    }

    private static QuantizationResult Run(
        Terminal terminal, FileInfo description, string weights, IReadOnlyList<float[]> calibration, QuantizationOptions options)
    {
        try
        {
            return terminal.Live.Progress()
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
                .Start(context => Quantizer.Quantize(
                    InputFile.Description(description.ToString()),
                    WeightSource.FromFile(weights),
                    calibration,
                    options with { Progress = new ShownProgress(context) }));
        }
        catch (QuantizationException wrong)
        {
            throw new ToolException($"{description}: {wrong.Message}");
        }
    }

    private static void Write(Terminal terminal, QuantizationResult result, string[]? labels, long floatBytes, string folder)
    {
        var network = new WrittenNetwork(result.Description, result.Tensors, []);
        new ImportResult(network, labels, QuantizationReport.Text(result, floatBytes, int.MaxValue)) { ReportName = QuantizationReport.File }
            .WriteTo(folder, pack: false);
        terminal.Text(QuantizationReport.Text(result, floatBytes, LayersShown));
        terminal.Line($"{folder}: {ImportResult.DescriptionFile}, {ImportResult.WeightsFile}, {QuantizationReport.File}");
    }
}
