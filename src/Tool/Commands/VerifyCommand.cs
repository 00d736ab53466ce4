using System.CommandLine;
using System.Globalization;
using MobileNetGen.CommandLine;
using MobileNetGen.Tool.Hosting;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Verification;
using Spectre.Console;

namespace MobileNetGen.Tool.Commands;

/// <summary><c>verify NETWORK --against OTHER --input X</c></summary>
internal static class VerifyCommand
{
    public static Command Create(Terminal terminal)
    {
        var networks = SharedOptions.Networks();
        var weights = SharedOptions.Weights();
        var against = new Option<FileInfo>("--against")
        {
            Description = "Expected outputs (.npy, .npz; of several inputs a batch in their order), "
                + "or the model that the network was imported from, or another network.json.",
            Required = true
        };
        var inputs = SharedOptions.Inputs("Images, .npy arrays, .npz archives, or folders of them; noise, if it is not said.", isRequired: false);
        var layout = RunCommand.Layout();
        var inner = new Option<bool>("--inner") { Description = "Compare what every layer makes, and name the first that departs." };
        var shape = ImportCommand.ShapeOption();
        var tolerance = NumberOption.Number(
            "--tolerance",
            "The largest difference that passes, as a part of the range of what is expected.",
            1e-4,
            "a number from 0 to 1",
            number => number is >= 0 and <= 1);
        var other = SharedOptions.OtherWeights();
        var noCache = SharedOptions.NoCache();
        var command = new Command("verify", "Runs networks and compares them with what is expected. "
            + "Exit code 1 if one departs.") { networks, weights, against, inputs, layout, inner, shape, tolerance, other, noCache };
        command.SetAction(parsed =>
        {
            var cache = SharedOptions.CacheOf(parsed.GetValue(noCache));
            var (order, reference) = (RunCommand.OrderOf(parsed.GetValue(layout)), parsed.GetRequiredValue(against).ToString());
            InputFile.Require(reference);
            var files = InputSet.Of(parsed.GetValue(inputs) ?? []);
            terminal.Line(Expectation.DisplayText(reference));
            var exit = ToolProgram.Done;
            foreach (var (file, name) in SharedOptions.NetworksOf(parsed.GetRequiredValue(networks), parsed.GetValue(weights)))
            {
                var options = new NetworkOptions { AllowOtherWeights = parsed.GetValue(other) };
                using var subject = VerifiedNetwork.Load(
                    file.ToString(),
                    SharedOptions.WeightsOf(parsed.GetValue(weights), file),
                    parsed.GetValue(inner),
                    cache,
                    options);
                using var expectation = Expectation.Open(
                    reference,
                    subject.Info,
                    order,
                    parsed.GetValue(inner),
                    parsed.GetValue(shape) is { Length: > 0 } extents ? extents : null,
                    cache);
                if (name is not null)
                {
                    terminal.Line(name);
                }

                var samples = Samples(subject.Info, files, order);
                var differences = expectation.Of([.. samples.Select(sample => sample.Inputs)]).Zip(samples, (expected, sample) =>
                    Comparison.Of(expected, subject.Run(sample.Inputs)).Select(difference => difference with { Sample = sample.Name }));
                exit = Math.Max(exit, Show(terminal, Comparison.Worst([.. differences.SelectMany(found => found)]), samples.Count, parsed.GetValue(tolerance)));
            }

            return exit;
        });
        return command;
    }

    /// <summary>All samples of all files, with names where there are several; noise where there is no file.</summary>
    private static List<(string Name, float[][] Inputs)> Samples(NetworkInfo info, IReadOnlyList<string> files, AxisOrder? order)
    {
        if (files.Count == 0)
        {
            return [("", NetworkInputs.Noise(info))];
        }

        return [.. files.SelectMany(file => NetworkInputs.ReadAll(info, file, order) is var batch && batch is [var only]
            ? [(Path.GetFileName(file), only)]
            : batch.Select((sample, index) => (string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(file)}, sample {index}"), sample)))];
    }

    private static int Show(Terminal terminal, IReadOnlyList<Difference> differences, int samples, double tolerance)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("Tensor")
            .AddColumn("Largest difference", column => column.RightAligned())
            .AddColumn("Of the range", column => column.RightAligned())
            .AddColumn("At", column => column.RightAligned());
        if (samples > 1)
        {
            table.AddColumn("In");
        }

        foreach (var difference in differences)
        {
            string[] cells = [
                Terminal.Cell(difference.Tensor), Number(difference.Largest), Number(difference.OfRange), difference.At.ToString(CultureInfo.InvariantCulture),
                Terminal.Cell(difference.Sample),
            ];
            table.AddRow(cells[..table.Columns.Count]);
        }

        terminal.Draw(table);
        var of = samples > 1 ? string.Create(CultureInfo.InvariantCulture, $" for all {samples} inputs") : "";
        if (differences.FirstOrDefault(difference => !(difference.OfRange <= tolerance)) is not { } first)
        {
            terminal.Line($"all {differences.Count} tensors agree within {Number(tolerance)} of their range{of}");
            return ToolProgram.Done;
        }

        var where = samples > 1 ? $", in {first.Sample}" : "";
        terminal.Error($"{first.Tensor} departs first{where}: by {Number(first.Largest)} at element {first.At}, {Number(first.OfRange)} of its range, "
            + $"where {Number(tolerance)} is accepted.");
        return ToolProgram.CheckFailed;
    }

    private static string Number(double value) => value.ToString("G3", CultureInfo.InvariantCulture);
}
