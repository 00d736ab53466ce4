using System.Text;
using MobileNetGen.DigitTraining.Augmentation;
using MobileNetGen.DigitTraining.Data;
using MobileNetGen.DigitTraining.Learning;
using MobileNetGen.DigitTraining.Reports;
using Spectre.Console;

namespace MobileNetGen.DigitTraining.Commands;

/// <summary>One training from images to files, with its progress on the console.</summary>
internal static class TrainingRun
{
    /// <summary>Trains, and replaces weights, curves and report together.</summary>
    public static void Start(LabelledImages images, IReadOnlyList<HeldOut> heldOut, TrainingPlan plan, Outputs outputs, string about)
    {
        var augmenter = Recipes.Digits(images.Type);
        using var learning = new DigitLearning(images, heldOut, augmenter, plan);
        var record = new TrainingRecord(about, plan, images.Count, heldOut, learning.Parameters, augmenter, Follow(learning, heldOut, plan));
        AnsiConsole.Write(Summary(record));
        var metadata = new Dictionary<string, string> { ["network"] = DigitsNetwork.Info.Name, ["classes"] = string.Join('\n', images.Classes) };
        using var files = new AtomicFileSet();
        files.Write(outputs.Curves, Text(CurvesPicture.Draw(record)));
        files.Write(outputs.Page, Text(MarkdownReport.Write(record, Path.GetFileName(outputs.Curves))));
        files.Write(outputs.Weights, stream => learning.Write(stream, metadata));
        files.Commit();
        AnsiConsole.MarkupLineInterpolated(
            $"Weights: {outputs.Weights} ({new FileInfo(outputs.Weights).Length:N0} bytes). Curves and report: {outputs.Reports}.");
    }

    private static List<EpochRow> Follow(DigitLearning learning, IReadOnlyList<HeldOut> heldOut, TrainingPlan plan)
    {
        var rows = new List<EpochRow>();
        AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                var task = context.AddTask("Training", maxValue: plan.Epochs);
                foreach (var row in learning.Run(step =>
                {
                    task.Value = step.Epoch - 1 + ((double)step.Step / step.Steps);
                    task.Description = FormattableString.Invariant($"Epoch {step.Epoch} of {plan.Epochs}, loss {step.SoFar.Loss:F3}");
                }))
                {
                    rows.Add(row);
                    AnsiConsole.WriteLine(Line(row, heldOut));
                }
            });
        return rows;
    }

    private static Action<Stream> Text(string text) => stream => stream.Write(Encoding.UTF8.GetBytes(text));

    private static string Line(EpochRow row, IReadOnlyList<HeldOut> heldOut)
    {
        var training = row.Epoch.Training;
        var sets = heldOut.Zip(row.HeldOut, (set, measured) => FormattableString.Invariant($"{set.Name} {100 * measured.Accuracy:F2} %"));
        return FormattableString.Invariant(
            $"{row.Epoch.Epoch,4}  loss {training.Loss:F4}  accuracy {100 * training.Accuracy:F2} %  {string.Join("  ", sets)}  {row.Seconds:F1} s");
    }

    private static Table Summary(TrainingRecord record)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("Images", "Count", "Loss", "Accuracy");
        foreach (var (set, measured) in record.HeldOut.Zip(record.Epochs[^1].HeldOut))
        {
            string[] cells =
            [
                Markup.Escape(set.Name),
                FormattableString.Invariant($"{measured.Count:N0}"),
                FormattableString.Invariant($"{measured.Loss:F4}"),
                FormattableString.Invariant($"{100 * measured.Accuracy:F2} %"),
            ];
            table.AddRow(cells);
        }

        return table;
    }
}
