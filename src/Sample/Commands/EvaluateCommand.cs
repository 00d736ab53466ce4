using System.CommandLine;
using System.Runtime.ExceptionServices;
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
        var json = JsonOption.Create();
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
                terminal.Json(result, ResultsJson.Default.Evaluation);
            }
            else
            {
                terminal.Draw(ConfusionTables.Accuracy(images.Count, Count(answers, within: 1), Count(answers, within: 5)));
                terminal.Draw(ConfusionTables.Confusions(
                    answers.CountBy(answer => (answer.Class, answer.Best[0])).ToDictionary(), classifier.Classes, classifier.Name));
            }
        });
        return command;
    }

    private static Answer[] WithProgress(Terminal terminal, Classifier classifier, IReadOnlyList<LabelledFile> images) =>
        terminal.Live(console => console.Progress().Start(context =>
        {
            var task = context.AddTask("Evaluating", maxValue: images.Count);
            return Answer(classifier, images, () => task.Increment(1));
        }));

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

    private static double Share(Answer[] answers, int within) => (double)Count(answers, within) / answers.Length;

    private static int Count(Answer[] answers, int within) => answers.Count(answer => answer.Best.Take(within).Contains(answer.Class));
}
