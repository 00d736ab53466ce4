using System.CommandLine;
using System.Globalization;
using MobileNetGen.Tool.Hosting;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Numpy;

namespace MobileNetGen.Tool.Commands;

/// <summary><c>run NETWORK --input X --output Y</c></summary>
internal static class RunCommand
{
    public static Command Create(Terminal terminal)
    {
        var network = SharedOptions.Network();
        var weights = SharedOptions.Weights();
        var input = new Option<FileInfo>("--input") { Description = "An image, an .npy array, or an .npz archive with an array for each input.", Required = true };
        var output = new Option<FileInfo?>("--output") { Description = "Where the outputs go: .npy for one, .npz for several. Without it, the largest numbers are shown." };
        var layout = Layout();
        var threads = SharedOptions.Threads();
        var labels = new Option<FileInfo?>("--labels") { Description = "Names of the classes, a line each; labels.txt beside the description, if it is not said." };
        var other = SharedOptions.OtherWeights();
        var command = new Command("run", "Compiles a network in memory and runs it.") { network, weights, input, output, layout, threads, labels, other };
        command.SetAction(parsed =>
        {
            var file = parsed.GetRequiredValue(network);
            var options = new NetworkOptions { MaxDegreeOfParallelism = parsed.GetValue(threads), AllowOtherWeights = parsed.GetValue(other) };
            var weightsFile = SharedOptions.FileOf(parsed.GetValue(weights), file);
            using var loaded = LoadedNetwork.Load(NetworkFile.Load(file.ToString()), WeightSource.FromFile(weightsFile), options);
            var order = OrderOf(parsed.GetValue(layout));
            var outputs = loaded.Run(NetworkInputs.Read(loaded.Info, parsed.GetRequiredValue(input).ToString(), order));
            if (parsed.GetValue(output) is { } target)
            {
                Write(target.FullName, loaded.Info, outputs, order);
            }
            else
            {
                var names = parsed.GetValue(labels)?.ToString() ?? NetworkLabels.Beside(file, weightsFile);
                Show(terminal, loaded.Info, outputs, names is null ? null : NetworkLabels.Read(names, LabelCount.Outputs(loaded.Info), terminal));
            }
        });
        return command;
    }

    public static Option<string?> Layout() => SharedOptions.Choice("--layout", "The order of the axes of arrays:", ["nhwc", "nchw"]);

    public static AxisOrder? OrderOf(string? layout) => layout is null ? null : Enum.Parse<AxisOrder>(layout, ignoreCase: true);

    private static void Write(string path, NetworkInfo info, float[][] outputs, AxisOrder? order)
    {
        var arrays = info.Outputs.Zip(outputs, (output, values) => KeyValuePair.Create(output.Name, NetworkInputs.ToArray(output, values, order))).ToList();
        if (Path.GetExtension(path) == ".npz")
        {
            NpzFile.Write(path, arrays);
        }
        else if (arrays.Count == 1)
        {
            NpyFile.Write(path, arrays[0].Value);
        }
        else
        {
            throw new ToolException($"the network has {arrays.Count} outputs; an .npz file is accepted for --output.");
        }
    }

    private static void Show(Terminal terminal, NetworkInfo info, float[][] outputs, string[]? labels)
    {
        foreach (var (output, values) in info.Outputs.Zip(outputs))
        {
            terminal.Line($"{output.Name}, {values.Length} numbers:");
            foreach (var best in Ranking.Top(values, Math.Min(5, values.Length)))
            {
                terminal.Line(string.Create(CultureInfo.InvariantCulture, $"  {best.Index,6}  {best.Score,12:G6}  {(labels is not null && labels.Length == values.Length ? labels[best.Index] : "")}").TrimEnd());
            }
        }
    }
}
