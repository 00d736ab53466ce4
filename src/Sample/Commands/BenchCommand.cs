using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using MobileNetGen.CommandLine;
using MobileNetGen.Sample.Hosting;
using MobileNetGen.Sample.Results;
using Spectre.Console;

namespace MobileNetGen.Sample.Commands;

/// <summary><c>bench</c></summary>
internal static class BenchCommand
{
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(0.5);

    public static Command Create(Terminal terminal)
    {
        var network = SharedOptions.Network(NetworkName.Mobilenet);
        var threads = SharedOptions.Threads();
        var runs = NumberOption.Whole("--runs", "Runs that are measured, after half a second of others.", 200);
        var profile = new Option<bool>("--profile") { Description = "The time of each block, on one thread." };
        var json = JsonOption.Create();
        var command = new Command("bench", "Measures a network, with seeded weights, on noise.") { network, threads, runs, profile, json };
        command.SetAction(parsed =>
        {
            var name = parsed.GetValue(network);
            using var classifier = Catalog.OpenSeeded(name, new NetworkOptions { MaxDegreeOfParallelism = parsed.GetValue(threads) });
            if (parsed.GetValue(profile))
            {
                var blocks = Profile.Measure(classifier, parsed.GetValue(runs));
                if (parsed.GetValue(json))
                {
                    terminal.Json(blocks, ResultsJson.Default.IReadOnlyListProfiledBlock);
                }
                else
                {
                    terminal.Draw(Profile.Table(blocks));
                }

                return;
            }

            var times = Measure(classifier, parsed.GetValue(runs));
            var result = Describe(classifier, Catalog.DisplayText(name), parsed.GetValue(threads), times);
            if (parsed.GetValue(json))
            {
                terminal.Json(result, ResultsJson.Default.Measurement);
            }
            else
            {
                terminal.Draw(Table(result));
            }
        });
        return command;
    }

    /// <returns>Milliseconds of each run, ascending.</returns>
    private static double[] Measure(Classifier classifier, int runs)
    {
        var input = Noise(classifier.Info.Inputs[0].Length);
        var output = new float[classifier.Classes];
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < s_warmUp)
        {
            classifier.Run(input, output);
        }

        var times = new double[runs];
        for (var run = 0; run < runs; run++)
        {
            var begin = Stopwatch.GetTimestamp();
            classifier.Run(input, output);
            times[run] = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        }

        Array.Sort(times);
        return times;
    }

    /// <summary>Between −1 and 1.</summary>
    public static float[] Noise(int length)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, length).Select(_ => (random.NextSingle() * 2) - 1)];
    }

    private static Measurement Describe(Classifier classifier, string name, int threads, double[] times)
    {
        var median = times[times.Length / 2];
        return new Measurement(
            name,
            SimdSupport.DefaultTier.ToString(),
            threads,
            times.Length,
            Math.Round(median, 4),
            Math.Round(times[0], 4),
            Math.Round(times[(int)(0.95 * (times.Length - 1))], 4),
            Math.Round(classifier.Info.MultiplyAdds / median / 1e6, 2));
    }

    private static Table Table(Measurement result)
    {
        static string Number(double value, string format = "F3") => value.ToString(format, CultureInfo.InvariantCulture);
        return new Table().Border(TableBorder.Rounded).HideHeaders().AddColumn("").AddColumn("", column => column.RightAligned())
            .AddRow("network", result.Network)
            .AddRow("vectors", result.Tier)
            .AddRow("threads", Number(result.Threads, "F0"))
            .AddRow("runs", Number(result.Runs, "N0"))
            .AddRow("median, ms", Number(result.Median))
            .AddRow("fastest, ms", Number(result.Fastest))
            .AddRow("95 % within, ms", Number(result.P95))
            .AddRow("10⁹ multiply-adds a second", Number(result.GigaMultiplyAddsPerSecond, "F1"));
    }
}
