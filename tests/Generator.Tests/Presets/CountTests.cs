using System.Reflection;
using MobileNetGen.Generator.Description.Presets;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Tests.Harness;
using Xunit;

namespace MobileNetGen.Generator.Tests.Presets;

/// <summary>Parameters and multiply-adds of every preset beside what papers and references say; docs/presets.md prints them.</summary>
public sealed class CountTests
{
    /// <summary>What rounding of what was printed, and biases that some count and others do not, make of a share.</summary>
    private const double Tolerance = 0.03;

    public static TheoryData<int> Rows => [.. Enumerable.Range(0, PresetRow.All.Count)];

    [Theory, MemberData(nameof(Rows))]
    public void Counts_are_those_that_were_published(int index)
    {
        var row = PresetRow.All[index];
        var program = Passes.Program(row.Description);
        var parameters = row.CountsAll ? program.Parameters.Total : program.Parameters.Trainable;
        AssertPublished(row.Parameters, parameters, row.IsRounded ? Tolerance : 0);
        AssertPublished(row.MultiplyAdds, program.MultiplyAdds / 1e6, Tolerance);
    }

    [Fact]
    public void Every_preset_has_a_row() => Assert.Equal(
        PresetCatalog.All.Select(preset => (preset.Name, preset.Flavor)).Order(),
        PresetRow.All.Select(row => (row.Preset, row.Flavor)).Distinct().Order());

    /// <summary>MOBILENETGEN_ACCEPT=1 writes the table.</summary>
    [Fact]
    public void The_documentation_prints_the_computed_counts()
    {
        const string begin = "<!-- counts -->\n";
        const string end = "<!-- end of counts -->";
        var path = Path.Combine(ProjectDirectory(), "..", "..", "docs", "presets.md");
        var text = File.ReadAllText(path);
        var (start, stop) = (text.IndexOf(begin, StringComparison.Ordinal) + begin.Length, text.IndexOf(end, StringComparison.Ordinal));
        var table = Table();
        if (Environment.GetEnvironmentVariable("MOBILENETGEN_ACCEPT") == "1")
        {
            File.WriteAllText(path, text[..start] + table + text[stop..]);
            return;
        }

        Assert.Equal(table, text[start..stop]);
    }

    private static string Table() => string.Concat(PresetRow.All.Select(Line).Prepend(
        "| preset | flavor | width | resolution | parameters | trainable | multiply-adds | published parameters | published multiply-adds | by "
            + "|\n|---|---|--:|--:|--:|--:|--:|--:|--:|---|\n"));

    private static string Line(PresetRow row)
    {
        NetworkProgram program = Passes.Program(row.Description);
        var parameters = row.Parameters == 0 ? "–" : row.Parameters.ToString(
            row.IsRounded ? "0,,.0# M" : "N0",
            System.Globalization.CultureInfo.InvariantCulture) + (row.CountsAll ? "" : " trainable");
        var multiplyAdds = row.MultiplyAdds == 0 ? "–" : FormattableString.Invariant($"{row.MultiplyAdds:N0} M");
        return FormattableString.Invariant($"| {row.Preset} | {row.Flavor} | {row.Width} | {row.Resolution} | {program.Parameters.Total:N0} | ")
            + FormattableString.Invariant($"{program.Parameters.Trainable:N0} | {program.MultiplyAdds:N0} | {parameters} | {multiplyAdds} | {row.Source} |\n");
    }

    private static void AssertPublished(double published, double computed, double tolerance)
    {
        if (published != 0)
        {
            Assert.InRange(computed, (1 - tolerance) * published, (1 + tolerance) * published);
        }
    }

    private static string ProjectDirectory() => typeof(CountTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "ProjectDirectory").Value!;
}
