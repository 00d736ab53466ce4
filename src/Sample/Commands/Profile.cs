using System.Globalization;
using MobileNetGen.Sample.Hosting;
using MobileNetGen.Sample.Results;
using Spectre.Console;

namespace MobileNetGen.Sample.Commands;

/// <summary>Where a network's time goes.</summary>
internal static class Profile
{
    private const int WarmUpRuns = 30;

    /// <summary>The median of each block's times.</summary>
    public static IReadOnlyList<ProfiledBlock> Measure(Classifier classifier, int runs)
    {
        var blocks = classifier.Info.Blocks;
        var input = BenchCommand.Noise(classifier.Info.Inputs[0].Length);
        var output = new float[classifier.Classes];
        var times = new TimeSpan[WarmUpRuns + runs][];
        for (var run = 0; run < times.Length; run++)
        {
            times[run] = new TimeSpan[blocks.Length];
            classifier.Profile(input, output, times[run]);
        }

        double[] medians = [.. blocks.Select((_, block) => times.Skip(WarmUpRuns).Select(run => run[block].TotalMicroseconds).Order().ElementAt(runs / 2))];
        var all = medians.Sum();
        return [.. blocks.Zip(medians, (block, median) => new ProfiledBlock(
            block.Description,
            Math.Round(median, 2),
            Math.Round(median / all, 4),
            median > 0 ? Math.Round(2 * block.MultiplyAdds / median / 1e3, 2) : 0))];
    }

    public static Table Table(IReadOnlyList<ProfiledBlock> blocks)
    {
        static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
        var table = new Table().Border(TableBorder.Rounded).AddColumn("Block");
        foreach (var name in new[] { "µs", "Share", "GFLOP/s" })
        {
            table.AddColumn(name, column => column.RightAligned());
        }

        foreach (var block in blocks)
        {
            table.AddRow(Markup.Escape(block.Block), Number(block.Microseconds, "F1"), Number(100 * block.Share, "F1") + " %", Number(block.Gflops, "F1"));
        }

        return table.AddRow("all", Number(blocks.Sum(block => block.Microseconds), "F1"), "", "");
    }
}
