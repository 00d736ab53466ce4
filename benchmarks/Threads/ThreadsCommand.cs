using System.CommandLine;
using System.Globalization;
using MobileNetGen.Benchmarks.Comparison;
using MobileNetGen.CommandLine;

namespace MobileNetGen.Benchmarks.Threads;

/// <summary><c>threads</c>: what a second thread brings in a fresh process, alone on the machine and not.</summary>
internal static class ThreadsCommand
{
    /// <summary>What the first runs may take longer than later ones.</summary>
    private const double MaxStart = 1.1;

    /// <summary>What several threads may take longer than one under the same load.</summary>
    private const double MaxLoss = 1.15;

    private static readonly string[] s_networks = ["V1", "V2", "V3-Large", "V3-Small"];

    public static Command Create()
    {
        var rounds = NumberOption.Whole("--rounds", "Fresh processes of each kind, whose lower quartile counts.", 6);
        var network = new Option<string>("--network") { Description = "Networks whose name contains this.", DefaultValueFactory = _ => "V" };
        var load = new Option<string>("--load") { Description = "Loads whose name contains this.", DefaultValueFactory = _ => "" };
        var measure = new Option<string?>("--measure") { Description = "What the processes are told that measure.", Hidden = true };
        var threads = NumberOption.Whole("--threads", "Threads of a process that measures.", 2);
        threads.Hidden = true;
        var busy = new Option<bool>("--busy") { Hidden = true };
        var command = new Command("threads", "Measures one thread against several in fresh processes, with and without other load. Exit code 1: a bar is "
            + "missed.") { rounds, network, load, measure, threads, busy };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(busy))
            {
                KeepBusy();
            }

            if (parsed.GetValue(measure) is { } one)
            {
                FreshProcess.Report(one, parsed.GetValue(threads));
                return 0;
            }

            return Compare(
                s_networks.Where(name => name.Contains(parsed.GetRequiredValue(network), StringComparison.OrdinalIgnoreCase)),
                Load.All.Where(one => one.Name.Contains(parsed.GetRequiredValue(load), StringComparison.OrdinalIgnoreCase)),
                parsed.GetValue(rounds)) ? 0 : 1;
        });
        return command;
    }

    private static bool Compare(IEnumerable<string> networks, IEnumerable<Load> loads, int rounds)
    {
        Console.WriteLine("| network | load | threads | first 150 ms | steady ms | first ÷ steady | one thread ms | ÷ one thread | bar |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        var reached = true;
        foreach (var name in networks)
        {
            foreach (var load in loads)
            {
                reached &= Row(name, load, rounds);
            }
        }

        return reached;
    }

    private static bool Row(string network, Load load, int rounds)
    {
        using var quota = load.Cores is { } cores ? CpuQuota.TryCreate(cores) : null;
        if (load.Cores is not null && quota is null)
        {
            Console.WriteLine($"| {network} | {load.Name} | | | | | | | control groups cannot be made here |");
            return true;
        }

        var threads = Environment.ProcessorCount * load.ThreadsPerCore;
        var (several, single) = (new List<FreshProcess>(), new List<FreshProcess>());
        using (load.Begin())
        {
            for (var round = 0; round < rounds; round++)
            {
                several.Add(FreshProcess.Measure(network, threads, quota));
                single.Add(FreshProcess.Measure(network, 1, quota));
            }
        }

        var (first, steady) = (Quiet(several, run => run.FirstMs), Quiet(several, run => run.SteadyMs));
        var alone = Quiet(single, run => run.SteadyMs);
        var start = first / steady;
        var loss = Math.Max(first / Quiet(single, run => run.FirstMs), steady / alone);
        var isReached = load == Load.None ? start <= MaxStart : loss <= MaxLoss;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {network} | {load.Name} | {threads} | {first:F2} | {steady:F2} | {start:F2} "
            + $"| {alone:F2} | {loss:F2} | {(isReached ? "reached" : "missed")} |"));
        return isReached;
    }

    /// <summary>The lower quartile of processes: what others do on the machine below only adds time, for seconds at once, to any of them.</summary>
    private static double Quiet(List<FreshProcess> processes, Func<FreshProcess, double> median) =>
        processes.Select(median).Order().ElementAt(processes.Count / 4);

    private static void KeepBusy()
    {
        for (var state = 1ul; ; state = (state * 6364136223846793005) + 1)
        {
            Volatile.Write(ref s_kept, state);
        }
    }

    private static ulong s_kept;
}
