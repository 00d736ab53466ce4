using System.CommandLine;
using System.Globalization;
using MobileNetGen.CommandLine;
using MobileNetGen.Tool.Hosting;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Results;
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
        var shape = ModelSwitches.ShapeOption();
        var tolerance = NumberOption.Number(
            "--tolerance",
            "The largest difference that passes, as a part of the range of what is expected.",
            1e-4,
            "a number from 0 to 1",
            number => number is >= 0 and <= 1);
        var other = SharedOptions.OtherWeights();
        var noCache = SharedOptions.NoCache();
        var json = JsonOption.Create();
        var command = new Command("verify", "Runs networks and compares them with what is expected. "
            + "Exit code 1 if one departs.") { networks, weights, against, inputs, layout, inner, shape, tolerance, other, noCache, json };
        command.SetAction(parsed =>
        {
            var cache = SharedOptions.CacheOf(parsed.GetValue(noCache));
            var (order, reference) = (RunCommand.OrderOf(parsed.GetValue(layout)), parsed.GetRequiredValue(against).ToString());
            InputFile.Require(reference);
            var files = InputSet.Of(parsed.GetValue(inputs) ?? []);
            var (isJson, accepted) = (parsed.GetValue(json), parsed.GetValue(tolerance));
            if (!isJson)
            {
                terminal.Line(Expectation.DisplayText(reference));
            }

            var results = new List<VerifiedResult>();
            foreach (var (file, name) in SharedOptions.NetworksOf(parsed.GetRequiredValue(networks), parsed.GetValue(weights)))
            {
                var options = new NetworkOptions { AllowOtherWeights = parsed.GetValue(other) };
                var source = SharedOptions.WeightsOf(parsed.GetValue(weights), file);
                var extents = parsed.GetValue(shape) is { Length: > 0 } given ? given : null;
                results.Add(terminal.While($"Comparing {file.Name} with {Path.GetFileName(reference)}", () =>
                {
                    using var subject = VerifiedNetwork.Load(file.ToString(), source, parsed.GetValue(inner), cache, options);
                    using var expectation = Expectation.Open(reference, subject.Info, order, parsed.GetValue(inner), extents, cache);
                    return Compare(subject, expectation, Samples(subject.Info, files, order), name, accepted);
                }));
                if (!isJson)
                {
                    Show(terminal, results[^1], accepted);
                }

                Depart(terminal, results[^1], accepted);
            }

            var agree = results.TrueForAll(result => result.Departs is null);
            if (isJson)
            {
                terminal.Json(new VerifyResult(Expectation.DisplayText(reference), accepted, agree, results), ToolJson.Default.VerifyResult);
            }

            return agree ? ToolProgram.Done : ToolProgram.CheckFailed;
        });
        return command;
    }

    private static VerifiedResult Compare(
        VerifiedNetwork subject,
        Expectation expectation,
        List<(string Name, float[][] Inputs)> samples,
        string? name,
        double tolerance)
    {
        var differences = expectation.Of([.. samples.Select(sample => sample.Inputs)]).Zip(samples, (expected, sample) =>
            Comparison.Of(expected, subject.Run(sample.Inputs)).Select(difference => difference with { Sample = sample.Name }));
        var worst = Comparison.Worst([.. differences.SelectMany(found => found)]);
        return new(name, samples.Count, worst.FirstOrDefault(difference => !(difference.OfRange <= tolerance)), worst);
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

    private static void Show(Terminal terminal, VerifiedResult result, double tolerance)
    {
        if (result.Network is { } name)
        {
            terminal.Line(name);
        }

        var table = new Table().Border(TableBorder.Rounded).AddColumn("Tensor")
            .AddColumn("Largest difference", column => column.RightAligned())
            .AddColumn("Of the range", column => column.RightAligned())
            .AddColumn("At", column => column.RightAligned());
        if (result.Samples > 1)
        {
            table.AddColumn("In");
        }

        foreach (var difference in result.Tensors)
        {
            string[] cells = [
                Terminal.Cell(difference.Tensor), Largest(difference), Number(difference.OfRange), difference.At.ToString(CultureInfo.InvariantCulture),
                Terminal.Cell(difference.Sample),
            ];
            table.AddRow(cells[..table.Columns.Count]);
        }

        terminal.Draw(table);
        if (result.Departs is null)
        {
            var of = result.Samples > 1 ? string.Create(CultureInfo.InvariantCulture, $" for all {result.Samples} inputs") : "";
            terminal.Line($"all {result.Tensors.Count} tensors agree within {Number(tolerance)} of their range{of}");
        }
    }

    private static void Depart(Terminal terminal, VerifiedResult result, double tolerance)
    {
        if (result.Departs is { } first)
        {
            var where = result.Samples > 1 ? $", in {first.Sample}" : "";
            terminal.Error($"{first.Tensor} departs first{where}: by {Largest(first)} at element {first.At}, {Number(first.OfRange)} of its range, "
                + $"where {Number(tolerance)} is accepted.");
        }
    }

    private static string Largest(Difference difference) => Number(difference.Largest)
        + (!difference.InSteps ? "" : difference.Largest == 1 ? " step" : " steps");

    private static string Number(double value) => value.ToString("G3", CultureInfo.InvariantCulture);
}
