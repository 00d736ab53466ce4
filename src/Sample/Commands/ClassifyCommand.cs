using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using MobileNetGen.CommandLine;
using MobileNetGen.Sample.Hosting;
using MobileNetGen.Sample.Images;
using MobileNetGen.Sample.Results;
using Spectre.Console;

namespace MobileNetGen.Sample.Commands;

/// <summary><c>classify IMAGE…</c></summary>
internal static class ClassifyCommand
{
    public static Command Create(Terminal terminal)
    {
        var images = new Argument<FileInfo[]>("image") { Description = "PNG, JPEG, BMP or GIF files.", Arity = ArgumentArity.OneOrMore };
        var top = NumberOption.Whole("--top", "How many classes are named.", 5);
        var threads = SharedOptions.Threads();
        var json = JsonOption.Create();
        var network = new NetworkChoice();
        var command = new Command("classify", "Names what images show.") { images, top, threads, json };
        network.AddTo(command);
        command.SetAction(parsed =>
        {
            using var classifier = network.Open(parsed, new NetworkOptions { MaxDegreeOfParallelism = parsed.GetValue(threads) });
            return Classify(terminal, classifier, parsed.GetRequiredValue(images).Select(file => file.ToString()), parsed.GetValue(top), parsed.GetValue(json));
        });
        return command;
    }

    /// <summary>The digits that were drawn for this repository.</summary>
    public static int Examples(Terminal terminal)
    {
        using var classifier = Catalog.Open(NetworkName.Digits, weights: null, labels: null, new NetworkOptions());
        var files = Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "examples"), "*.png").Order(StringComparer.Ordinal);
        return Classify(terminal, classifier, files, top: 3, json: false);
    }

    private static int Classify(Terminal terminal, Classifier classifier, IEnumerable<string> files, int top, bool json)
    {
        var results = new List<Classification>();
        var exit = SampleProgram.Done;
        foreach (var file in files)
        {
            try
            {
                results.Add(Classify(classifier, file, top));
            }
            catch (Exception error) when (error is SampleException or IOException or UnauthorizedAccessException)
            {
                terminal.Error(error.Message);
                exit = SampleProgram.Failed;
            }
        }

        if (json)
        {
            terminal.Json(results, ResultsJson.Default.IReadOnlyListClassification);
        }
        else if (results.Count > 0)
        {
            terminal.Draw(Table(results));
        }

        return exit;
    }

    private static Classification Classify(Classifier classifier, string file, int top)
    {
        var image = Picture.Load(file);
        var start = Stopwatch.GetTimestamp();
        var scores = classifier.Classify(image);
        var elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return new Classification(
            file,
            [.. Ranking.Top(scores, top).Select(best => new RankedClass(best.Index, classifier.Name(best.Index), best.Score))],
            Math.Round(elapsed, 3));
    }

    private static Table Table(List<Classification> results)
    {
        var table = new Table().Border(TableBorder.Rounded)
            .AddColumns("Image", "Answer", "Score", "Then")
            .AddColumn("Milliseconds", column => column.RightAligned());
        foreach (var result in results)
        {
            table.AddRow(
                Markup.Escape(Path.GetFileName(result.File)),
                Markup.Escape(Short(result.Top[0].Label)),
                Percent(result.Top[0].Score),
                Markup.Escape(string.Join(", ", result.Top.Skip(1).Select(best => $"{Short(best.Label)} {Percent(best.Score)}"))),
                result.Milliseconds.ToString("F2", CultureInfo.InvariantCulture));
        }

        return table;
    }

    /// <summary>The first of a label's synonyms.</summary>
    private static string Short(string label) => label.Split(',')[0];

    private static string Percent(float share) => (100 * share).ToString("F1", CultureInfo.InvariantCulture) + " %";
}
