using MobileNetGen.CommandLine;

namespace MobileNetGen.Tool.Batch;

/// <summary>How often the network was right about images whose class is known, and what it took for what.</summary>
internal static class AccuracyReport
{
    public static void Show(Terminal terminal, Tally tally, ClassNames classes)
    {
        if (tally.Known > 0)
        {
            terminal.Draw(ConfusionTables.Accuracy(tally.Known, tally.Right, tally.AmongFive));
            terminal.Draw(ConfusionTables.Confusions(tally.Answers, classes.Count, classes.DisplayText));
        }
    }
}
