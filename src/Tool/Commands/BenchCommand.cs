using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using MobileNetGen.CommandLine;
using MobileNetGen.Tool.Hosting;

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
        var command = new Command("bench", "Measures a network on noise.") { network, weights, threads, runs, other, noCache };
        command.SetAction(parsed =>
        {
            var options = new NetworkOptions { MaxDegreeOfParallelism = parsed.GetValue(threads), AllowOtherWeights = parsed.GetValue(other) };
            var file = parsed.GetRequiredValue(network);
            var source = parsed.GetValue(weights) is { } given ? SharedOptions.WeightsOf(given, file) : WeightSource.CreateRandom(1);
            using var loaded = SharedOptions.CacheOf(parsed.GetValue(noCache)).Class(file.ToString()).Load(source, options);
            var times = Measure(loaded, parsed.GetValue(runs));
            terminal.Line(string.Create(
                CultureInfo.InvariantCulture,
                $"{loaded.Info.Name}, {SimdSupport.DefaultTier}, {options.MaxDegreeOfParallelism} threads: "
                + $"median {times[times.Length / 2]:F3} ms, fastest {times[0]:F3} ms of {times.Length} runs, "
                + $"{loaded.Info.MultiplyAdds / times[times.Length / 2] / 1e6:F1}·10⁹ multiply-adds a second"));
        });
        return command;
    }

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
