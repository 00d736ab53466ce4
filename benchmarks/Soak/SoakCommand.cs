using System.CommandLine;
using System.Globalization;
using MobileNetGen.CommandLine;

namespace MobileNetGen.Benchmarks.Soak;

/// <summary><c>soak</c>: MobileNetV2 under many threads for minutes.</summary>
internal static class SoakCommand
{
    /// <summary>Growth that counts as none: the collector and the pool of workspaces breathe.</summary>
    private const double Breath = 0.05;

    public static Command Create()
    {
        var minutes = NumberOption.Number("--minutes", "How long.", 10, "a number above 0", number => number > 0);
        var threads = NumberOption.Whole("--threads", "Callers at the same time.", 8);
        var command = new Command("soak", "Runs MobileNetV2 1.0/224 from many threads, makes and disposes of instances, and watches answers and memory. "
            + "Exit code 1: an answer had other bits, or memory grew.") { minutes, threads };
        command.SetAction(parsed =>
        {
            using var soak = new SoakTest<MobileNetV2>();
            Console.WriteLine("time      runs        resident MiB  managed MiB  handles");
            var report = soak.Run(parsed.GetValue(threads), TimeSpan.FromMinutes(parsed.GetValue(minutes)), samples: 30, Tell);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Runs:N0} runs, {report.Instances:N0} instances, "
                + $"{report.Mismatches} answers with other bits; last third against middle third: resident memory "
                + $"{report.ResidentGrowth:+0.0%;-0.0%}, managed heap {report.ManagedGrowth:+0.0%;-0.0%}"));
            return report.Mismatches == 0 && report.ResidentGrowth < Breath && report.ManagedGrowth < Breath ? 0 : 1;
        });
        return command;
    }

    private static void Tell(MemorySample sample) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{sample.After:hh\\:mm\\:ss}  {sample.Runs,-10:N0}  {sample.Resident / 1048576.0,12:F1}  {sample.Managed / 1048576.0,11:F1}  {sample.Handles,7}"));
}
