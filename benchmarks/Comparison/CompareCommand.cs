using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using MobileNetGen.Benchmarks.Machine;
using MobileNetGen.Benchmarks.Roofline;
using MobileNetGen.CommandLine;
using MobileNetGen.Tool.Machine;

namespace MobileNetGen.Benchmarks.Comparison;

/// <summary><c>compare</c>: generated networks beside ONNX Runtime, in one process.</summary>
internal static class CompareCommand
{
    private const int DefaultRounds = 20;
    private const string Floats = "float32";
    private const string Integers = "int8";

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
            DefaultValueFactory = _ => Floats,
        };
        precision.AcceptOnlyFromAmong(Floats, Integers);
        var rounds = NumberOption.Whole(
            "--rounds",
            $"Turns of each side, of {Contest.TimedRuns} timed runs each; {DefaultRounds} for numbers to publish, a few while working on a kernel.",
            DefaultRounds);
        var command =
            new Command("compare", "Measures generated networks beside ONNX Runtime, in turns, in one process.")
            {
                json, svg, networks, threads, tier, precision, rounds,
            };
        command.Validators.Add(result =>
        {
            if (result.GetValue(precision) == Integers && (result.GetValue(svg) is not null || result.GetValue(threads) > 1))
            {
                result.AddError("--precision int8 measures one thread, and no blocks; --svg and --threads 2 are of float32.");
            }
        });
        command.SetAction(parsed =>
        {
            var method = new Method(parsed.GetValue(tier) ?? SimdSupport.DefaultTier, parsed.GetValue(rounds));
            var named = parsed.GetRequiredValue(networks);
            if (parsed.GetRequiredValue(precision) == Integers)
            {
                Write(parsed.GetValue(json), CompareIntegers(Subjects.IntegersContaining(named), method));
                return;
            }

            var settings = Setting.All.Where(setting => parsed.GetValue(threads) is null || setting.Threads == parsed.GetValue(threads)).ToList();
            var subjects = Subjects.Containing(named).ToList();
            var table = Compare(subjects, settings, method);
            Write(parsed.GetValue(json), table);
            if (parsed.GetValue(svg) is { } plot)
            {
                var roof = new Roof(table.PeakGflops, MemoryBandwidth.Measure(MemoryBandwidth.InCache), MemoryBandwidth.Measure(MemoryBandwidth.InMemory));
                var blocks = subjects.SelectMany(subject => subject.Blocks(method.Tier));
                AtomicFile.WriteText(plot.FullName, RooflinePlot.Draw(roof, [.. blocks]));
            }
        });
        return command;
    }

    private static void Write(FileInfo? json, ComparisonTable table)
    {
        if (json is not null)
        {
            AtomicFile.WriteText(json.FullName, JsonSerializer.Serialize(table, ComparisonJson.Default.ComparisonTable));
        }
    }

    private static ComparisonTable Compare(IEnumerable<Subject> subjects, IReadOnlyList<Setting> settings, Method method)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Medians of {method.Rounds * Contest.TimedRuns} runs of each side, in turns "
            + $"with each other and the FMA loop; {method.Tier}, batch 1 unless it says otherwise."));
        Console.WriteLine(ComparisonText.Header);
        return Table(
            from subject in subjects
            from setting in settings
            let measured = Competition.Measure(subject, setting, method, Console.WriteLine)
            where measured is not null
            let row = measured.Value.Row
            select (
                row,
                measured.Value.Result,
                subject.MultiplyAdds,
                ComparisonText.Line(row, measured.Value.Result, method.Tier == SimdTier.Vector512 ? subject.Bar.For(row) : null)));
    }

    private static ComparisonTable CompareIntegers(IEnumerable<IntegerSubject> subjects, Method method)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Medians of {method.Rounds * Contest.TimedRuns} runs of each side, in turns "
            + $"with each other and a loop of {DotPeak.InstructionOf(method.Tier)}; {method.Tier}, one thread, batch 1."));
        Console.WriteLine(ComparisonText.IntegerHeader);
        return Table(
            from subject in subjects
            let measured = Competition.Measure(subject, method)
            let row = measured.Row
            let bar = method.Tier == SimdSupport.WidestTier ? Subjects.BarOf(subject) : null
            select (row, measured.Result, subject.Floats.MultiplyAdds, ComparisonText.IntegerLine(row, bar)));
    }

    /// <summary>Prints each row when it was measured, and at the end how its share of the peak came about.</summary>
    private static ComparisonTable Table(IEnumerable<(ComparisonRow Row, ContestResult Result, long MultiplyAdds, string Line)> measured)
    {
        var (rows, peaks, arithmetic) = (new List<ComparisonRow>(), new List<double>(), new List<string>());
        foreach (var (row, result, multiplyAdds, line) in measured)
        {
            rows.Add(row);
            peaks.Add(result.PeakGflops);
            arithmetic.Add(ComparisonText.Arithmetic(row, result, multiplyAdds));
            Console.WriteLine(line);
        }

        Console.WriteLine("Shares of the peak:");
        arithmetic.ForEach(Console.WriteLine);
        return new ComparisonTable(Math.Round(Contest.Median(peaks), 1), rows);
    }
}
