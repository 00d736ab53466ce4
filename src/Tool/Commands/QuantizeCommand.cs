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
        var network = SharedOptions.NetworkOrModel();
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
        var name = new Option<string?>("--name") { Description = "The name of the network of integers; that of the floats, if it is not said." };
        var layout = RunCommand.Layout();
        var other = SharedOptions.OtherWeights();
        var noCache = SharedOptions.NoCache();
        var preprocess = ImportCommand.PreprocessOption();
        var switches = new ModelSwitches();
        var command = new Command("quantize", "Makes a network of integers of 8 bits out of one of floats, with a report of what it costs.")
        {
            network, weights, calibrate, evaluate, output, images, kept, name, layout, other, noCache, preprocess,
        };
        switches.AddTo(command);
        command.SetAction(parsed =>
        {
            var options = new QuantizationOptions
            {
                Name = parsed.GetValue(name),
                FloatLayers = KeptLayers.Of(parsed.GetRequiredValue(kept)),
                AllowOtherWeights = parsed.GetValue(other),
            };
            var (all, most) = (CalibrationImages.In(parsed.GetRequiredValue(calibrate).ToString()), parsed.GetValue(images));
            var (used, others) = parsed.GetValue(evaluate) is { } folder
                ? (CalibrationImages.Some(all, most), CalibrationImages.In(folder.ToString()))
                : CalibrationImages.Shared(all, most);
            var (path, cache) = (parsed.GetRequiredValue(network), SharedOptions.CacheOf(parsed.GetValue(noCache)));
            var floats = ShownNetwork.IsDescription(path)
                ? FloatNetwork.Described(path, SharedOptions.FileOf(parsed.GetValue(weights), path), cache, terminal)
                : parsed.GetValue(weights) is { } file
                ? throw new ToolException($"{path} is a model file, which has its weights; --weights {file} is accepted with a description.")
                : FloatNetwork.Imported(path, switches.Read(parsed) with { Preprocess = parsed.GetValue(preprocess) }, cache, terminal);
            var order = RunCommand.OrderOf(parsed.GetValue(layout));
            IEnumerable<float[]> Read(IEnumerable<string> files) => CalibrationImages.Read(floats.Info, files, order, terminal);
            IReadOnlyList<float[]> made = [.. Read(used)];
            if (made.Count == 0)
            {
                throw new ToolException("no image is left to make integers with.");
            }

            var result = Run(terminal, floats, made, options with { Evaluation = others.Count > 0 ? new ReadInputs(others.Count, Read(others)) : null });
            Write(terminal, result, floats, parsed.GetRequiredValue(output).ToString());
        });
        return command;
    }

    private static QuantizationResult Run(Terminal terminal, FloatNetwork floats, IReadOnlyList<float[]> calibration, QuantizationOptions options)
    {
        try
        {
            return terminal.Live(console => console.Progress()
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
                .Start(context => Quantizer.Quantize(
                    FloatModel.Of(floats.Network, floats.Compiled, floats.Weights, options.AllowOtherWeights),
                    calibration,
                    options with { Progress = new ShownProgress(context) })));
        }
        catch (ToolException wrong)
        {
            throw new ToolException($"{floats.Name}: {wrong.Message}");
        }
    }

    private static void Write(Terminal terminal, QuantizationResult result, FloatNetwork floats, string folder)
    {
        var written = new ImportResult(new WrittenNetwork(result.Description, result.Tensors, []), floats.Labels, "") { ReportName = QuantizationReport.File };
        var bytes = written.WeightsBytes;
        (written with { Report = QuantizationReport.Text(result, floats.Bytes, bytes, int.MaxValue) }).WriteTo(folder, pack: false);
        terminal.Text(QuantizationReport.Text(result, floats.Bytes, bytes, LayersShown));
        terminal.Line($"{folder}: {ImportResult.DescriptionFile}, {ImportResult.WeightsFile}, {QuantizationReport.File}");
    }
}
