using System.CommandLine;
using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Text.Json;
using MobileNetGen.CommandLine;
using MobileNetGen.Sample.Hosting;
using MobileNetGen.Sample.Images;
using MobileNetGen.Sample.Results;
using Spectre.Console;

namespace MobileNetGen.Sample.Commands;

/// <summary><c>evaluate DIR</c></summary>
internal static class EvaluateCommand
{
    public static Command Create(Terminal terminal)
    {
        var folder = new Argument<DirectoryInfo>("dir") { Description = "A folder of images for each class, named by the class's label or number." };
        var json = SharedOptions.Json();
        var network = new NetworkChoice();
        var command = new Command("evaluate", "Compares a network's answers with the classes of images.") { folder, json };
        network.AddTo(command);
        command.SetAction(parsed =>
        {
            using var classifier = network.Open(parsed, new NetworkOptions());
            var quiet = parsed.GetValue(json);
            var images = LabelledFiles.Find(parsed.GetRequiredValue(folder), classifier);
            var answers = quiet ? Answer(classifier, images, () => { }) : WithProgress(terminal, classifier, images);
            var result = new Evaluation(images.Count, Share(answers, within: 1), Share(answers, within: 5));
            if (quiet)
            {
                terminal.Line(JsonSerializer.Serialize(result, ResultsJson.Default.Evaluation));
            }
            else
            {
                terminal.Draw(Table(result));
                terminal.Draw(Confusion.Table(classifier, answers));
            }
        });
        return command;
    }

    private static Answer[] WithProgress(Terminal terminal, Classifier classifier, IReadOnlyList<LabelledFile> images) =>
        terminal.Live.Progress().Start(context =>
        {
            var task = context.AddTask("Evaluating", maxValue: images.Count);
            return Answer(classifier, images, () => task.Increment(1));
        });

    private static Answer[] Answer(Classifier classifier, IReadOnlyList<LabelledFile> images, Action answered)
    {
        var answers = new Answer[images.Count];
        try
        {
            Parallel.For(0, images.Count, index =>
            {
                var scores = classifier.Classify(Picture.Load(images[index].Path));
                answers[index] = new Answer(images[index].Class, [.. Ranking.Top(scores, 5).Select(best => best.Index)]);
                answered();
            });
        }
        catch (AggregateException errors)
        {
            ExceptionDispatchInfo.Throw(errors.InnerExceptions[0]);
        }

        return answers;
    }

    private static double Share(Answer[] answers, int within) =>
        (double)answers.Count(answer => answer.Best.Take(within).Contains(answer.Class)) / answers.Length;

    private static Table Table(Evaluation result) => new Table().Border(TableBorder.Rounded)
        .AddColumns("Images", "Top-1", "Top-5")
        .AddRow(result.Images.ToString("N0", CultureInfo.InvariantCulture), Percent(result.Top1), Percent(result.Top5));

    private static string Percent(double share) => (100 * share).ToString("F2", CultureInfo.InvariantCulture) + " %";
}
