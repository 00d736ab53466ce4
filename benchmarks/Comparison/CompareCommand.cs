using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using MobileNetGen.Benchmarks.Roofline;
using MobileNetGen.CommandLine;
using MobileNetGen.Tool.Machine;

namespace MobileNetGen.Benchmarks.Comparison;

/// <summary><c>compare</c>: generated networks beside ONNX Runtime, in one process.</summary>
internal static class CompareCommand
{
    private const int DefaultRounds = 20;

    public static Command Create()
    {
        var json = new Option<FileInfo?>("--json") { Description = "A file for the table as JSON." };
        var svg = new Option<FileInfo?>("--svg") { Description = "A file for a roofline plot, SVG, with a dot for each block of each network." };
        var networks = new Option<string>("--network") { Description = "Only networks whose name contains this.", DefaultValueFactory = _ => "" };
        var threads = NumberOption.WholeOrNone("--threads", "Only rows with this many threads: 1 or 2.", max: 2);
        var tier = new Option<SimdTier?>("--tier")
        {
            Description = "Vectors of the generated networks: Vector128, Vector256 or Vector512; the widest "
                + "otherwise. With DOTNET_EnableAVX512=0 in the environment, 256 bits have 16 registers as on a CPU without AVX-512.",
        };
        var precision = new Option<string>("--precision")
        {
            Description = "float32, or int8: the networks in integers beside themselves in floats and beside ONNX Runtime on the same integers, on one thread.",
            DefaultValueFactory = _ => "float32",
        };
        precision.AcceptOnlyFromAmong("float32", "int8");
        var rounds = NumberOption.Whole(
            "--rounds",
            $"Turns of each side, of {Contest.TimedRuns} timed runs each; {DefaultRounds} for numbers to publish, a few while working on a kernel.",
            DefaultRounds);
        var command =
            new Command("compare", "Measures generated networks beside ONNX Runtime, in turns, in one process.")
            {
                json, svg, networks, threads, tier, precision, rounds,
            };
        command.SetAction(parsed =>
        {
            var method = new Method(parsed.GetValue(tier) ?? SimdSupport.DefaultTier, parsed.GetValue(rounds));
            var settings = Setting.All.Where(setting => parsed.GetValue(threads) is null || setting.Threads == parsed.GetValue(threads)).ToList();
            var isInteger = parsed.GetRequiredValue(precision) == "int8";
            var subjects = Subjects.Containing(parsed.GetRequiredValue(networks)).ToList();
            var table = isInteger
                ? Compare(Subjects.IntegersContaining(parsed.GetRequiredValue(networks)), method)
                : Compare(subjects, settings, method);
            if (parsed.GetValue(json) is { } file)
            {
                AtomicFile.WriteText(file.FullName, JsonSerializer.Serialize(table, ComparisonJson.Default.ComparisonTable));
            }

            if (parsed.GetValue(svg) is { } plot)
            {
                var roof = new Roof(table.PeakGflops, MemoryBandwidth.Measure(MemoryBandwidth.InCache), MemoryBandwidth.Measure(MemoryBandwidth.InMemory));
                var blocks = subjects.SelectMany(subject => subject.Blocks(method.Tier));
                AtomicFile.WriteText(plot.FullName, RooflinePlot.Draw(roof, [.. blocks]));
            }
        });
        return command;
    }

    private static ComparisonTable Compare(IEnumerable<Subject> subjects, IReadOnlyList<Setting> settings, Method method)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Medians of {method.Rounds * Contest.TimedRuns} runs of each side, in turns "
            + $"with each other and the FMA loop; {method.Tier}, batch 1 unless it says otherwise."));
        Console.WriteLine(ComparisonText.Header);
        var (rows, peaks, arithmetic) = (new List<ComparisonRow>(), new List<double>(), new List<string>());
        foreach (var subject in subjects)
        {
            foreach (var setting in settings)
            {
                if (Competition.Measure(subject, setting, method, Console.WriteLine) is not var (row, result))
                {
                    continue;
                }

                rows.Add(row);
                peaks.Add(result.PeakGflops);
                arithmetic.Add(ComparisonText.Arithmetic(row, result, subject.MultiplyAdds));
                Console.WriteLine(ComparisonText.Line(row, result, method.Tier == SimdTier.Vector512 ? subject.Bar.For(row) : null));
            }
        }

        Console.WriteLine("Shares of the peak:");
        arithmetic.ForEach(Console.WriteLine);
        return new ComparisonTable(Math.Round(Contest.Median(peaks), 1), rows);
    }

    private static ComparisonTable Compare(IEnumerable<IntegerSubject> subjects, Method method)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Medians of {method.Rounds * Contest.TimedRuns} runs of each side, in turns "
            + $"with each other and a loop of {SimdSupport.DotProductOf(method.Tier)}; {method.Tier}, one thread, batch 1."));
        Console.WriteLine(ComparisonText.IntegerHeader);
        var (rows, peaks, arithmetic) = (new List<ComparisonRow>(), new List<double>(), new List<string>());
        foreach (var subject in subjects)
        {
            var (row, result) = Competition.Measure(subject, method);
            rows.Add(row);
            peaks.Add(result.PeakGflops);
            arithmetic.Add(ComparisonText.Arithmetic(row, result, subject.Floats.MultiplyAdds));
            Console.WriteLine(ComparisonText.IntegerLine(row, method.Tier == SimdSupport.WidestTier ? subject.Bar.For(row) : null));
        }

        Console.WriteLine("Shares of the peak:");
        arithmetic.ForEach(Console.WriteLine);
        return new ComparisonTable(Math.Round(Contest.Median(peaks), 1), rows);
    }
}
