using System.CommandLine;
using System.Globalization;
using MobileNetGen.CommandLine;
using MobileNetGen.Tool.Hosting;
using MobileNetGen.Tool.Import;

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
        var command = new Command("run", "Compiles networks in memory, or takes what was compiled before, "
            + "and runs them.") { networks, weights, inputs, output, layout, raw, threads, labels, other, noCache };
        command.SetAction(parsed =>
        {
            var descriptions = SharedOptions.NetworksOf(parsed.GetRequiredValue(networks), parsed.GetValue(weights));
            var run = new Work(
                terminal,
                InputSet.Of(parsed.GetRequiredValue(inputs)),
                parsed.GetValue(output)?.ToString(),
                OrderOf(parsed.GetValue(layout)),
                parsed.GetValue(raw),
                new NetworkOptions { MaxDegreeOfParallelism = parsed.GetValue(threads), AllowOtherWeights = parsed.GetValue(other) },
                SharedOptions.CacheOf(parsed.GetValue(noCache)));
            var exits = descriptions.Select(network => run.Of(
                network.File,
                SharedOptions.FileOf(parsed.GetValue(weights), network.File),
                network.Name,
                parsed.GetValue(labels)?.ToString())).ToList();
            return exits.Max();
        });
        return command;
    }

    public static Option<string?> Layout() => SharedOptions.Choice("--layout", "The order of the axes of arrays:", ["nhwc", "nchw"]);

    public static AxisOrder? OrderOf(string? layout) => layout is null ? null : Enum.Parse<AxisOrder>(layout, ignoreCase: true);

    private static void Show(Terminal terminal, NetworkInfo info, float[][] outputs, string[]? labels)
    {
        foreach (var (output, values) in info.Outputs.Zip(outputs))
        {
            terminal.Line($"{output.Name}, {values.Length} numbers:");
            foreach (var best in Ranking.Top(values, Math.Min(5, values.Length)))
            {
                terminal.Line(string.Create(CultureInfo.InvariantCulture, $"  {best.Index,6}  {best.Score,12:G6}  "
                    + $"{(labels is not null && labels.Length == values.Length ? labels[best.Index] : "")}").TrimEnd());
            }
        }
    }

    /// <summary>Inputs that one network after the other runs on.</summary>
    private sealed record Work(
        Terminal Terminal,
        IReadOnlyList<string> Inputs,
        string? Output,
        AxisOrder? Order,
        bool IsRaw,
        NetworkOptions Options,
        CompileCache Cache)
    {
        /// <summary>An input that cannot be read is an error of its own, and the others run.</summary>
        /// <returns>The exit code.</returns>
        public int Of(FileInfo description, string weights, string? name, string? labels)
        {
            using var network = Cache.Class(description.ToString()).Load(WeightSource.FromFile(weights), Options);
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
            float[][][] batch =
                [.. NetworkInputs.ReadAll(network.Info, input, Order).Select(sample => IsRaw ? RawElements.Run(network, sample) : network.Run(sample))];
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
                var sample = batch.Length > 1 ? string.Create(CultureInfo.InvariantCulture, $"sample {index}") : null;
                string[] place = [.. new[] { name, Inputs.Count > 1 ? Path.GetFileName(input) : null, sample }.OfType<string>()];
                if (place.Length > 0)
                {
                    Terminal.Line(string.Join(", ", place));
                }

                Show(Terminal, network.Info, batch[index], labels);
            }
        }
    }
}
