using System.CommandLine;
using System.Globalization;
using MobileNetGen.Tool;
using MobileNetGen.Tool.Tests.Hostile;

namespace MobileNetGen.Benchmarks.Fuzz;

/// <summary><c>fuzz</c>: changed files on everything that reads files, for as long as one likes.</summary>
internal static class FuzzCommand
{
    public static Command Create()
    {
        var minutes = new Option<double>("--minutes") { Description = "How long, all formats together.", DefaultValueFactory = _ => 10 };
        var formats = new Option<string>("--format") { Description = "Formats whose name contains this.", DefaultValueFactory = _ => "" };
        var findings =
            new Option<DirectoryInfo>("--findings") { Description = "Where files go that do harm.", DefaultValueFactory = _ => new DirectoryInfo("findings") };
        var file = new Option<FileInfo?>("--file") { Description = "Instead of changed files, one that is there, as the format that --format names." };
        var seeds = new Option<DirectoryInfo?>("--seeds")
        {
            Description = "Instead of changing files, write those that changes begin with into this folder: of the format that --format names.",
        };
        var worker = new Option<string?>("--worker") { Description = "The format of a worker process.", Hidden = true };
        var state = new Option<string>("--state") { Hidden = true };
        var seed = new Option<int>("--seed") { Hidden = true };
        var command = new Command("fuzz", "Changes files of every format at random and reads them. Exit code 1: a file did harm.")
        {
            minutes,
            formats,
            findings,
            file,
            seeds,
            worker,
            state,
            seed,
        };
        command.SetAction(parsed =>
        {
            var (duration, folder) = (TimeSpan.FromMinutes(parsed.GetValue(minutes)), parsed.GetRequiredValue(findings).FullName);
            if (parsed.GetValue(worker) is { } name)
            {
                using var current = new FuzzState(parsed.GetRequiredValue(state));
                new FuzzWorker(HostileFormat.Of(name), current, folder, parsed.GetValue(seed)).Run(duration);
                return 0;
            }

            var chosen = HostileFormat.All.Where(format => format.Name.Contains(parsed.GetRequiredValue(formats), StringComparison.Ordinal)).ToList();
            if (chosen.Count == 0)
            {
                Console.Error.WriteLine($"error: no format is called \"{parsed.GetRequiredValue(formats)}\"; there are "
                    + $"{string.Join(", ", HostileFormat.All.Select(format => format.Name))}.");
                return 2;
            }

            if (parsed.GetValue(seeds) is { } place)
            {
                WriteSeeds(HostileFormat.All.FirstOrDefault(format => format.Name == parsed.GetRequiredValue(formats)) ?? chosen[0], place.FullName);
                return 0;
            }

            if (parsed.GetValue(file) is { } one)
            {
                Console.WriteLine(Answer(chosen[0], File.ReadAllBytes(one.FullName)));
                return 0;
            }

            return Run(chosen, duration, folder) == 0 ? 0 : 1;
        });
        return command;
    }

    /// <summary>One file, whose harm is seen: an exception ends the process.</summary>
    public static string Answer(HostileFormat format, byte[] file)
    {
        try
        {
            format.Import(file);
            return "read";
        }
        catch (Exception known) when (known is ToolException or WeightException)
        {
            return known.Message;
        }
    }

    /// <summary>The format's own file, and those that did harm once.</summary>
    private static void WriteSeeds(HostileFormat format, string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, "own"), format.File);
        foreach (var known in Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests", "Tool.Tests", "Hostile", "Corpus"), format.Name + "*"))
        {
            File.Copy(known, Path.Combine(folder, Path.GetFileName(known)), overwrite: true);
        }
    }

    /// <returns>How many files did harm.</returns>
    private static int Run(List<HostileFormat> formats, TimeSpan duration, string findings)
    {
        Console.WriteLine("| format | files | read | refused | different answers | did harm |");
        Console.WriteLine("|---|---|---|---|---|---|");
        var all = FuzzTally.Nothing;
        foreach (var format in formats)
        {
            var tally = new FuzzTarget(format, findings).Run(duration / formats.Count);
            Console.WriteLine(Row(format.Name, tally));
            all += tally;
        }

        Console.WriteLine(Row("all", all));
        return all.Findings;
    }

    private static string Row(string name, FuzzTally tally) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {name} | {tally.Files:N0} | {tally.Read:N0} | {tally.Refused:N0} | {tally.Sentences} | {tally.Findings} |");
}
