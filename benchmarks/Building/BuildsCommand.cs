using System.CommandLine;
using System.Globalization;

namespace MobileNetGen.Benchmarks.Building;

/// <summary><c>builds</c>: what a network costs whoever edits the project that has it. The table of docs/build-time.md.</summary>
internal static class BuildsCommand
{
    public static Command Create()
    {
        var networks = new Option<string>("--network") { Description = "Only networks whose name contains this.", DefaultValueFactory = _ => "" };
        var build = new Option<bool>("--dotnet")
        {
            Description = "Builds a project with each network by \"dotnet build\" too, five times after an edit, and one without a network; some minutes.",
        };
        var command = new Command("builds", "Measures what edits of a project with a network cost: generated text, generator, editor, compiler.")
        {
            networks, build,
        };
        command.SetAction(parsed =>
        {
            var chosen = BuiltNetwork.All.Where(network => network.Name.Contains(parsed.GetRequiredValue(networks), StringComparison.OrdinalIgnoreCase));
            if (parsed.GetValue(build))
            {
                Builds(chosen);
            }
            else
            {
                Edits(chosen);
            }
        });
        return command;
    }

    private static void Edits(IEnumerable<BuiltNetwork> networks)
    {
        Console.WriteLine("| network | tiers | generated text | generator, all of it | generator, other file edited | errors of that file "
            + "| compiler, other file edited |");
        Console.WriteLine("|---|---|---:|---:|---:|---:|---:|");

        // A compiler gets faster while its own code is compiled for the second time.
        EditedProject.Measure(BuiltNetwork.All[^1]);
        foreach (var network in networks)
        {
            var cost = EditedProject.Measure(network);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {network.Name} | {Tiers(network)} "
                + $"| {cost.Characters / 1e6:F2} MB, {cost.Files} files "
                + $"| {cost.Whole * 1e3:F0} ms | {cost.Keystroke * 1e3:F1} ms | {cost.Errors * 1e3:F1} ms | {cost.Compilation:F2} s |"));
        }
    }

    private static void Builds(IEnumerable<BuiltNetwork> networks)
    {
        Console.WriteLine("| network | tiers | dotnet build after an edit |");
        Console.WriteLine("|---|---|---:|");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| none | | {ProjectBuild.Measure(null):F2} s |"));
        foreach (var network in networks)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {network.Name} | {Tiers(network)} | {ProjectBuild.Measure(network):F2} s |"));
        }
    }

    private static string Tiers(BuiltNetwork network) => network.Tiers.Length == 0 ? "all" : $"`{network.Tiers}`";
}
