using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using MobileNetGen.CommandLine;
using MobileNetGen.Tool.Hosting;
using MobileNetGen.Tool.Results;

namespace MobileNetGen.Tool.Commands;

/// <summary><c>bench NETWORK</c></summary>
internal static class BenchCommand
{
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(0.5);

    public static Command Create(Terminal terminal)
    {
        var network = SharedOptions.Network();
        var weights = new Option<FileInfo?>("--weights") { Description = "Weights in a safetensors or packed file; seeded ones, if it is not said." };
        var threads = SharedOptions.Threads();
        var runs = NumberOption.Whole("--runs", "Runs that are measured, after half a second of others.", 200);
        var other = SharedOptions.OtherWeights();
        var noCache = SharedOptions.NoCache();
        var json = JsonOption.Create();
        var command = new Command("bench", "Measures a network on noise.") { network, weights, threads, runs, other, noCache, json };
        command.SetAction(parsed =>
        {
            var options = new NetworkOptions { MaxDegreeOfParallelism = parsed.GetValue(threads), AllowOtherWeights = parsed.GetValue(other) };
            var file = parsed.GetRequiredValue(network);
            var source = parsed.GetValue(weights) is { } given ? SharedOptions.WeightsOf(given, file) : WeightSource.CreateRandom(1);
            using var loaded = terminal.While(
                $"Compiling {file.Name}",
                () => SharedOptions.CacheOf(parsed.GetValue(noCache)).Class(file.ToString()).Load(source, options));
            var times = terminal.While($"Measuring {file.Name}", () => Measure(loaded, parsed.GetValue(runs)));
            var result = BenchResult.Of(loaded.Info, options.MaxDegreeOfParallelism, times);
            if (parsed.GetValue(json))
            {
                terminal.Json(result, ToolJson.Default.BenchResult);
            }
            else
            {
                terminal.Line(DisplayText(result));
            }
        });
        return command;
    }

    private static string DisplayText(BenchResult result) => string.Create(
        CultureInfo.InvariantCulture,
        $"{result.Network}, {result.Tier}, {result.Threads} threads: median {result.Median:F3} ms, fastest {result.Fastest:F3} ms of {result.Runs} runs, "
        + $"{result.GigaMultiplyAddsPerSecond:F1}·10⁹ multiply-adds a second");

    /// <returns>Milliseconds of each run, ascending.</returns>
    private static double[] Measure(LoadedNetwork network, int runs)
    {
        var inputs = NetworkInputs.Noise(network.Info);
        float[][] outputs = [.. network.Info.Outputs.Select(output => new float[output.Length])];
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < s_warmUp;)
        {
            network.Run(inputs, outputs);
        }

        var times = new double[runs];
        for (var run = 0; run < runs; run++)
        {
            var begin = Stopwatch.GetTimestamp();
            network.Run(inputs, outputs);
            times[run] = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        }

        Array.Sort(times);
        return times;
    }
}
