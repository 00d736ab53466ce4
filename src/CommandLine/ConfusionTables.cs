using System.Globalization;
using Spectre.Console;

namespace MobileNetGen.CommandLine;

/// <summary>Tables of how a network did on images whose classes are known.</summary>
internal static class ConfusionTables
{
    private const int ClassesOfAMatrix = 16;
    private const int PairsAtMost = 20;

    /// <summary>Shares of images whose class is the best, and among the best five.</summary>
    public static Table Accuracy(int images, int right, int amongFive) => new Table().Border(TableBorder.Rounded)
        .AddColumns("Images", "Top-1", "Top-5")
        .AddRow(images.ToString("N0", CultureInfo.InvariantCulture), Percent((double)right / images), Percent((double)amongFive / images));

    /// <summary>A matrix of few classes; of many, the pairs that were confused most often.</summary>
    /// <param name="counts">How often an image of a class was taken for a class.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <param name="name">A class's name.</param>
    public static Table Confusions(IReadOnlyDictionary<(int Truth, int Best), int> counts, int classes, Func<int, string> name) =>
        classes <= ClassesOfAMatrix ? Matrix(counts, classes, name) : Pairs(counts, name);

    private static Table Matrix(IReadOnlyDictionary<(int Truth, int Best), int> counts, int classes, Func<int, string> name)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("Is \\ taken for");
        foreach (var column in Enumerable.Range(0, classes))
        {
            table.AddColumn(Terminal.Cell(name(column)), header => header.RightAligned());
        }

        foreach (var row in Enumerable.Range(0, classes))
        {
            table.AddRow([Terminal.Cell(name(row)), .. Enumerable.Range(0, classes).Select(column => DisplayText(counts.GetValueOrDefault((row, column))))]);
        }

        return table;
    }

    private static Table Pairs(IReadOnlyDictionary<(int Truth, int Best), int> counts, Func<int, string> name)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("Is", "Taken for").AddColumn("Times", column => column.RightAligned());
        foreach (var ((truth, best), count) in counts.Where(pair => pair.Key.Truth != pair.Key.Best)
            .OrderByDescending(pair => pair.Value)
            .ThenBy(pair => pair.Key)
            .Take(PairsAtMost))
        {
            table.AddRow(Terminal.Cell(name(truth)), Terminal.Cell(name(best)), DisplayText(count));
        }

        return table;
    }

    private static string Percent(double share) => (100 * share).ToString("F2", CultureInfo.InvariantCulture) + " %";

    private static string DisplayText(int count) => count == 0 ? "·" : count.ToString(CultureInfo.InvariantCulture);
}
