using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Spectre.Console;

namespace MobileNetGen.Benchmarks.Comparison;

/// <summary><c>compare</c>: generated networks beside ONNX Runtime, in one process.</summary>
internal static class CompareCommand
{
    /// <summary>The largest difference between answers, as a share of their range.</summary>
    private const double Tolerance = 1e-4;

    private const int MostThreads = 2;

    /// <summary>A row is dropped if the cores moved apart or together by more than this factor while it was measured.</summary>
    private const double RoundTripChange = 1.5;

    private static readonly Subject[] s_subjects =
    [
        Subject.Of<MobileNetV1>("V1 1.0/224", """{ "preset": "mobilenet-v1" }"""),
    ];

    public static Command Create()
    {
        var json = new Option<FileInfo?>("--json") { Description = "A file for the table as JSON." };
        var networks = new Option<string>("--network") { Description = "Only networks whose name contains this.", DefaultValueFactory = _ => "" };
        var command = new Command("compare", "Measures generated networks beside ONNX Runtime, in turns, in one process.") { json, networks };
        command.SetAction(parsed =>
        {
            var rows = new List<(ComparisonRow Row, double Peak)>();
            var scaling = ScalingOfPeak(NetworkInfo.Tier);
            AnsiConsole.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The FMA loop is {scaling:F2} times as fast on two threads."));
            foreach (var subject in s_subjects.Where(subject => subject.Name.Contains(parsed.GetRequiredValue(networks), StringComparison.OrdinalIgnoreCase)))
            {
                for (var threads = 1; threads <= MostThreads; threads++)
                {
                    if (Measure(subject, threads) is { } row)
                    {
                        rows.Add(row);
                        AnsiConsole.WriteLine(Line(row.Row, row.Peak, subject));
                    }
                }
            }

            if (parsed.GetValue(json) is { } file)
            {
                var table = new ComparisonTable(Math.Round(Duel.Median([.. rows.Select(row => row.Peak)]), 1), [.. rows.Select(row => row.Row)]);
                File.WriteAllText(file.FullName, JsonSerializer.Serialize(table, ComparisonJson.Default.ComparisonTable));
            }
        });
        return command;
    }

    private static int Lanes(SimdTier tier) => tier switch
    {
        SimdTier.Vector512 => 16,
        SimdTier.Vector256 => 8,
        SimdTier.Vector128 => 4,
        _ => 1,
    };

    private static double ScalingOfPeak(SimdTier tier)
    {
        var (one, two) = (new List<double>(), new List<double>());
        for (var burst = 0; burst < 30; burst++)
        {
            one.Add(FmaPeak.Measure(Lanes(tier)));
            var both = new double[2];
            Parallel.For(0, 2, new ParallelOptions { MaxDegreeOfParallelism = 2 }, core => both[core] = FmaPeak.Measure(Lanes(tier)));
            two.Add(both.Sum());
        }

        return Duel.Median(two) / Duel.Median(one);
    }

    private static (ComparisonRow Row, double Peak)? Measure(Subject subject, int threads)
    {
        var source = subject.Weights.ToSource();
        using var generated = subject.Create(source, new NetworkOptions { MaxDegreeOfParallelism = threads });
        using var session = new Session(subject.Onnx, subject.InputNchw, subject.Graph.Types[0], subject.Graph.Types[subject.Graph.Graph.Outputs[0].Node], threads);
        subject.Input.CopyTo(generated.Input, 0);
        CheckAnswers(subject, generated, session);
        var before = threads > 1 ? CoreRoundTrip.Measure() : 0;
        var result = Duel.Fight(generated, session, Lanes(NetworkInfo.Tier));
        var after = threads > 1 ? CoreRoundTrip.Measure() : 0;
        if (Math.Max(before, after) > RoundTripChange * Math.Min(before, after))
        {
            AnsiConsole.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{subject.Name}, {threads} threads: dropped, the cores' round trip changed from {before:F0} to {after:F0} ns."));
            return null;
        }

        var share = 2.0 * subject.MultiplyAdds / result.GeneratedMs / 1e6 / (result.PeakGflops * threads);
        return (new ComparisonRow(
            subject.Name,
            threads,
            1,
            NetworkInfo.Tier.ToString(),
            threads > 1 ? Math.Round((before + after) / 2) : null,
            Math.Round(result.GeneratedMs, 3),
            Math.Round(result.OnnxRuntimeMs, 3),
            Math.Round(result.OnnxRuntimeMs / result.GeneratedMs, 3),
            Math.Round(share, 3)), result.PeakGflops);
    }

    /// <exception cref="InvalidOperationException">The two do not compute the same.</exception>
    private static void CheckAnswers(Subject subject, Generated generated, Session session)
    {
        generated.Run();
        session.Run();
        var range = session.Output.Max() - session.Output.Min();
        var difference = generated.Output.Zip(session.Output, (ours, theirs) => Math.Abs(ours - theirs)).Max();
        if (!(difference <= Tolerance * range))
        {
            throw new InvalidOperationException($"{subject.Name}: the answers differ by {difference} of a range of {range}; nothing was timed.");
        }
    }

    private static string Line(ComparisonRow row, double peak, Subject subject) => string.Create(
        CultureInfo.InvariantCulture,
        $"{row.Network}, {row.Threads} thread{(row.Threads > 1 ? "s" : "")}: generated {row.GeneratedMs:F2} ms, ONNX Runtime {row.OnnxRuntimeMs:F2} ms, ratio {row.Ratio:F2}; {2 * subject.MultiplyAdds / 1e6:F0} MFLOP, {100 * row.ShareOfPeak:F1} % of {peak:F0} GFLOP/s × {row.Threads}{(row.CoreRoundTripNs is { } trip ? $"; round trip {trip:F0} ns" : "")}");
}
