using System.Globalization;
using MobileNetGen.Sample.Hosting;
using Spectre.Console;

namespace MobileNetGen.Sample.Commands;

/// <summary>Which classes were taken for which.</summary>
internal static class Confusion
{
    private const int ClassesOfAMatrix = 16;
    private const int PairsAtMost = 20;

    /// <summary>A matrix of few classes; of many, the pairs that were confused most often.</summary>
    public static Table Table(Classifier classifier, IReadOnlyList<Answer> answers) =>
        classifier.Classes <= ClassesOfAMatrix ? Matrix(classifier, answers) : Pairs(classifier, answers);

    private static Table Matrix(Classifier classifier, IReadOnlyList<Answer> answers)
    {
        var counts = answers.CountBy(answer => (answer.Class, answer.Best[0])).ToDictionary();
        var classes = Enumerable.Range(0, classifier.Classes).ToArray();
        var table = new Table().Border(TableBorder.Rounded).AddColumn("Is \\ taken for");
        foreach (var column in classes)
        {
            table.AddColumn(Markup.Escape(classifier.Name(column)), header => header.RightAligned());
        }

        foreach (var row in classes)
        {
            table.AddRow([Markup.Escape(classifier.Name(row)), .. classes.Select(column => DisplayText(counts.GetValueOrDefault((row, column))))]);
        }

        return table;
    }

    private static Table Pairs(Classifier classifier, IReadOnlyList<Answer> answers)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("Is", "Taken for").AddColumn("Times", column => column.RightAligned());
        var wrong = answers.Where(answer => answer.Best[0] != answer.Class).CountBy(answer => (answer.Class, answer.Best[0]));
        foreach (var ((actual, found), count) in wrong.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Take(PairsAtMost))
        {
            table.AddRow(Markup.Escape(classifier.Name(actual)), Markup.Escape(classifier.Name(found)), DisplayText(count));
        }

        return table;
    }

    private static string DisplayText(int count) => count == 0 ? "·" : count.ToString(CultureInfo.InvariantCulture);
}
