using System.Globalization;
using System.Text;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Training.Augmentation;
using MobileNetGen.Training.Data;
using MobileNetGen.Training.Networks;
using MobileNetGen.Training.Optimisation;
using MobileNetGen.Training.Reports;
using Spectre.Console;

namespace MobileNetGen.Training.Commands;

/// <summary>Where a training's results go.</summary>
/// <param name="Weights">The safetensors file.</param>
/// <param name="Reports">The folder of curves and report.</param>
/// <param name="Labels">The file of the classes' names, a line each; null for none.</param>
internal sealed record Outputs(string Weights, string Reports, string? Labels)
{
    public string Curves => Path.Combine(Reports, Path.GetFileNameWithoutExtension(Weights) + ".svg");

    public string Page => Path.ChangeExtension(Curves, ".md");

    /// <summary>Makes the folders.</summary>
    /// <exception cref="IOException">A folder cannot be made, or stands where a file is to be written.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder may not be made.</exception>
    public void Prepare()
    {
        foreach (var file in new[] { Weights, Curves, Page, Labels ?? Weights })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
            if (Directory.Exists(file))
            {
                throw new IOException($"{file} is a folder, where a file is to be written.");
            }
        }
    }
}

/// <summary>One training from images to files, with its progress on the console.</summary>
internal static class TrainingRun
{
    public static void Start(
        ShapedGraph graph,
        LabelledImages images,
        IReadOnlyList<HeldOut> heldOut,
        Augmenter augmenter,
        TrainingPlan plan,
        Outputs outputs,
        string about)
    {
        plan = plan with { BatchSize = Math.Min(plan.BatchSize, images.Count) };
        var network = new TrainableNetwork<float>(graph, plan.Seed, plan.BatchSize);
        if (network.InputLength != images.Type.Length || network.Classes != images.Classes.Count)
        {
            throw new InvalidDataException($"\"{graph.Graph.Name}\" takes {graph.Types[0].DisplayText} and tells {network.Classes} classes apart; the "
                + $"images are {images.Type} of {images.Classes.Count} classes.");
        }

        // Before the hours of training, and not after them.
        outputs.Prepare();
        var results = Follow(new Trainer(network, plan), images, heldOut, augmenter, plan);
        var record = new TrainingRecord(
            graph.Graph.Name,
            about,
            plan,
            images.Count,
            heldOut,
            network.Parameters.Sum(parameter => parameter.Values.Length),
            augmenter,
            results);
        var metadata = new Dictionary<string, string> { ["network"] = graph.Graph.Name, ["classes"] = string.Join('\n', images.Classes) };
        using var files = new AtomicFileSet();
        files.Write(outputs.Curves, Text(CurvesPicture.Draw(record)));
        files.Write(outputs.Page, Text(MarkdownReport.Write(record, Path.GetFileName(outputs.Curves))));
        if (outputs.Labels is { } labels)
        {
            files.Write(labels, Text(string.Join('\n', images.Classes) + "\n"));
        }

        files.Write(outputs.Weights, stream => WeightsFile.Write(stream, network, metadata));
        files.Commit();
        AnsiConsole.MarkupLineInterpolated(
            $"Weights: {outputs.Weights} ({new FileInfo(outputs.Weights).Length:N0} bytes). Curves and report: {outputs.Reports}.");
    }

    private static List<EpochResult> Follow(Trainer trainer, LabelledImages images, IReadOnlyList<HeldOut> heldOut, Augmenter augmenter, TrainingPlan plan)
    {
        var results = new List<EpochResult>();
        AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                var task = context.AddTask("Training", maxValue: plan.Epochs);
                foreach (var result in trainer.Run(images, heldOut, augmenter, (epochs, loss) =>
                {
                    task.Value = epochs;
                    task.Description = string.Create(
                        CultureInfo.InvariantCulture,
                        $"Epoch {Math.Min((int)epochs + 1, plan.Epochs)} of {plan.Epochs}, loss {loss:F3}");
                }))
                {
                    results.Add(result);
                    AnsiConsole.WriteLine(Line(result, heldOut));
                }
            });
        AnsiConsole.Write(Summary(results[^1], heldOut));
        return results;
    }

    private static Action<Stream> Text(string text) => stream => stream.Write(Encoding.UTF8.GetBytes(text));

    private static string Line(EpochResult result, IReadOnlyList<HeldOut> heldOut)
    {
        var training = result.Training;
        var sets = heldOut.Select((set, index) => FormattableString.Invariant($"{set.Name} {100 * result.HeldOut[index].Accuracy:F2} %"));
        return FormattableString.Invariant(
            $"{result.Epoch,4}  loss {training.Loss:F4}  accuracy {100 * training.Accuracy:F2} %  {string.Join("  ", sets)}  {result.Seconds:F1} s");
    }

    private static Table Summary(EpochResult last, IReadOnlyList<HeldOut> heldOut)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("Images", "Count", "Loss", "Accuracy");
        for (var index = 0; index < heldOut.Count; index++)
        {
            table.AddRow(
                Markup.Escape(heldOut[index].Name),
                heldOut[index].Images.Count.ToString("N0", CultureInfo.InvariantCulture),
                last.HeldOut[index].Loss.ToString("F4", CultureInfo.InvariantCulture),
                (100 * last.HeldOut[index].Accuracy).ToString("F2", CultureInfo.InvariantCulture) + " %");
        }

        return table;
    }
}
