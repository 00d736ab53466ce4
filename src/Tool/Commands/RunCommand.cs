using System.CommandLine;
using System.Globalization;
using MobileNetGen.CommandLine;
using MobileNetGen.Tool.Hosting;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Results;

namespace MobileNetGen.Tool.Commands;

/// <summary><c>run NETWORK… --input X… --output Y</c></summary>
internal static class RunCommand
{
    public static Command Create(Terminal terminal)
    {
        var networks = SharedOptions.Networks();
        var weights = SharedOptions.Weights();
        var inputs = SharedOptions.Inputs("Images, .npy arrays, .npz archives with an array for each input, or folders of them; "
            + "an array may hold a batch.", isRequired: true);
        var output = new Option<FileInfo?>("--output")
        {
            Description = "Where the outputs go: .npy for one, .npz for several; "
                + "a folder where there are several inputs or networks. Without it, the largest numbers are shown."
        };
        var layout = Layout();
        var raw = new Option<bool>("--raw") { Description = "Reads and writes a quantised network's own integers, in arrays of its own type." };
        var threads = SharedOptions.Threads();
        var labels = new Option<FileInfo?>("--labels")
        {
            Description = "Names of the classes, a line each; labels.txt beside the description, "
                + "if it is not said."
        };
        var other = SharedOptions.OtherWeights();
        var noCache = SharedOptions.NoCache();
        var json = JsonOption.Create();
        var command = new Command("run", "Compiles networks in memory, or takes what was compiled before, "
            + "and runs them.") { networks, weights, inputs, output, layout, raw, threads, labels, other, noCache, json };
        command.SetAction(parsed =>
        {
            var isJson = parsed.GetValue(json);
            if (isJson && parsed.GetValue(output) is not null)
            {
                throw new ToolException("--output writes all numbers into a file, and --json the largest to the standard output; one of the two is accepted.");
            }

            var descriptions = SharedOptions.NetworksOf(parsed.GetRequiredValue(networks), parsed.GetValue(weights));
            var files = InputSet.Of(parsed.GetRequiredValue(inputs));
            var results = new List<RunResult>();
            var run = new Work(
                terminal,
                files,
                parsed.GetValue(output)?.ToString(),
                isJson ? results.Add : result => Show(terminal, result, hasFiles: files.Count > 1),
                OrderOf(parsed.GetValue(layout)),
                parsed.GetValue(raw),
                new NetworkOptions { MaxDegreeOfParallelism = parsed.GetValue(threads), AllowOtherWeights = parsed.GetValue(other) },
                SharedOptions.CacheOf(parsed.GetValue(noCache)));
            var exits = descriptions.Select(network => run.Of(
                network.File,
                SharedOptions.FileOf(parsed.GetValue(weights), network.File),
                network.Name,
                parsed.GetValue(labels)?.ToString())).ToList();
            if (isJson)
            {
                terminal.Json(results, ToolJson.Default.IReadOnlyListRunResult);
            }

            return exits.Max();
        });
        return command;
    }

    public static Option<string?> Layout() => SharedOptions.Choice("--layout", "The order of the axes of arrays:", ["nhwc", "nchw"]);

    public static AxisOrder? OrderOf(string? layout) => layout is null ? null : Enum.Parse<AxisOrder>(layout, ignoreCase: true);

    private static void Show(Terminal terminal, RunResult result, bool hasFiles)
    {
        var sample = result.Sample is { } index ? string.Create(CultureInfo.InvariantCulture, $"sample {index}") : null;
        string[] place = [.. new[] { result.Network, hasFiles ? result.Input : null, sample }.OfType<string>()];
        if (place.Length > 0)
        {
            terminal.Line(string.Join(", ", place));
        }

        foreach (var output in result.Outputs)
        {
            terminal.Line($"{output.Name}, {output.Length} numbers:");
            foreach (var best in output.Best)
            {
                terminal.Line(string.Create(CultureInfo.InvariantCulture, $"  {best.Index,6}  {best.Score,12:G6}  {best.Label}").TrimEnd());
            }
        }
    }

    /// <summary>Inputs that one network after the other runs on.</summary>
    private sealed record Work(
        Terminal Terminal,
        IReadOnlyList<string> Inputs,
        string? Output,
        Action<RunResult> Show,
        AxisOrder? Order,
        bool IsRaw,
        NetworkOptions Options,
        CompileCache Cache)
    {
        /// <summary>An input that cannot be read is an error of its own, and the others run.</summary>
        /// <returns>The exit code.</returns>
        public int Of(FileInfo description, string weights, string? name, string? labels)
        {
            using var network = Terminal.While(
                $"Compiling {description.Name}",
                () => Cache.Class(description.ToString()).Load(WeightSource.FromFile(weights), Options));
            var names = Output is null && (labels ?? NetworkLabels.Beside(description, weights)) is { } file
                ? NetworkLabels.Read(file, LabelCount.Outputs(network.Info), Terminal)
                : null;
            var exit = ToolProgram.Done;
            foreach (var input in Inputs)
            {
                try
                {
                    Run(network, input, name, names);
                }
                catch (ToolException wrong) when (Inputs.Count > 1)
                {
                    Terminal.Error(wrong.Message);
                    exit = ToolProgram.Misused;
                }
            }

            return exit;
        }

        private void Run(LoadedNetwork network, string input, string? name, string[]? labels)
        {
            var batch = Terminal.While($"Running {Path.GetFileName(input)}", () => Outputs(network, input));
            if (Output is not null)
            {
                OutputFiles.Write(
                    OutputFiles.Path(Output, name, Inputs.Count > 1 ? Path.GetFileName(input) : null, network.Info),
                    network.Info,
                    batch,
                    Order,
                    IsRaw);
                return;
            }

            for (var index = 0; index < batch.Length; index++)
            {
                var outputs = OutputResult.Of(network.Info, batch[index], labels);
                Show(new RunResult(name, Path.GetFileName(input), batch.Length > 1 ? index : null, outputs));
            }
        }

        private float[][][] Outputs(LoadedNetwork network, string input) =>
            [.. NetworkInputs.ReadAll(network.Info, input, Order).Select(sample => IsRaw ? RawElements.Run(network, sample) : network.Run(sample))];
    }
}
