using Microsoft.CodeAnalysis;
using MobileNetGen.Generator.Roslyn;
using MobileNetGen.Generator.Tests.Harness;
using Xunit;
using static MobileNetGen.Generator.Tests.Harness.GeneratorRun;

namespace MobileNetGen.Generator.Tests.Caching;

/// <summary>What an edit costs. That unrelated edits cost nothing is held by <see cref="GeneratorRun.Of"/>, in every test.</summary>
public sealed class CachingTests
{
    private const string Small = """
        { "input": { "height": 4, "width": 4, "channels": 3 },
          "layers": [ { "kind": "conv", "filters": 4, "kernel": 3 }, { "kind": "relu" } ] }
        """;

    private const string Other = """
        { "input": { "height": 4, "width": 4, "channels": 8 },
          "layers": [ { "kind": "maxPool" } ] }
        """;

    /// <summary>Of the small network's only kernel.</summary>
    private static readonly string s_shared = KernelFile("Conv_4x4x4", "Conv3p1_1_1_1_4x4x3_4x4x4_relu");

    private static readonly HostProject s_two = HostProject.Described(Small).WithNetwork("Other", "other.json").WithFile("other.json", Other);

    [Fact]
    public void White_space_in_a_description_writes_nothing_and_ends_at_the_files()
    {
        var before = GeneratorRun.Of(s_two);
        var after = before.After(project => project.WithFile("net.json", "\n\n" + Small.Replace(",", " ,\r\n", StringComparison.Ordinal)));
        after.AssertNothingSince(before);
        Assert.Contains(after.Steps(TrackingNames.Files), step => step.Reason == IncrementalStepRunReason.Unchanged);
        Assert.All(after.Steps(TrackingNames.Kernels), step => Assert.Equal(IncrementalStepRunReason.Cached, step.Reason));
    }

    [Fact]
    public void A_comment_in_a_description_writes_nothing()
    {
        var before = GeneratorRun.Of(s_two);
        var after = before.After(project => project.WithFile("net.json", "// The small one.\n" + Small));
        after.AssertNothingSince(before);
    }

    [Fact]
    public void White_space_moves_diagnostics_though_it_writes_nothing()
    {
        const string wrong = """{ "input": { "height": 4, "width": 4, "channels": 3 }, "layers": [ { "kind": "lstm" } ] }""";
        var before = GeneratorRun.Of(HostProject.Described(wrong));
        var after = before.After(project => project.WithFile("net.json", "\n\n" + wrong));
        after.AssertNothingSince(before);
        Assert.Equal(0, Assert.Single(before.Diagnostics).Location.GetLineSpan().StartLinePosition.Line);
        Assert.Equal(2, Assert.Single(after.Diagnostics).Location.GetLineSpan().StartLinePosition.Line);
    }

    [Fact]
    public void An_edit_of_one_description_writes_that_network_only()
    {
        var before = GeneratorRun.Of(s_two);
        var after = before.After(project => project.WithFile("net.json", Small.Replace("\"filters\": 4", "\"filters\": 5", StringComparison.Ordinal)));
        Assert.Equal([KernelFile("Conv_4x4x5", "Conv3p1_1_1_1_4x4x3_4x4x5_relu"), "Users.Net.g.cs"], after.WrittenSince(before).Order(StringComparer.Ordinal));
        Assert.Equal(1, after.Steps(TrackingNames.Networks).Count(step => step.Reason == IncrementalStepRunReason.Modified));
    }

    [Fact]
    public void A_layer_inserted_in_front_writes_the_spine_and_the_new_kernel_only()
    {
        var before = GeneratorRun.Of(s_two);
        var after = before.After(project => project.WithFile("net.json", Small.Replace("[ {", """[ { "kind": "batchNorm" }, {""", StringComparison.Ordinal)));
        Assert.Equal([KernelFile("ScaleShift_4x4x3", "ScaleShift_4x4x3_4x4x3"), "Users.Net.g.cs"], after.WrittenSince(before).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_new_name_of_a_layer_writes_no_kernel()
    {
        var before = GeneratorRun.Of(s_two);
        var after =
            before.After(project => project.WithFile("net.json", Small.Replace("\"conv\",", "\"conv\", \"name\": \"stem\",", StringComparison.Ordinal)));
        Assert.Equal(["Users.Net.g.cs"], after.WrittenSince(before));
    }

    [Fact]
    public void A_kernel_that_two_networks_share_is_written_once_and_stays_when_one_of_them_goes()
    {
        var before = GeneratorRun.Of(HostProject.Described(Small).WithNetwork("Twin", "twin.json").WithFile("twin.json", Small));
        Assert.Equal([s_shared, "Users.Net.g.cs", "Users.Twin.g.cs"], before.AssertCompiles().Sources.Keys);
        var after = before.After(project => project.WithSource("Net.cs", "namespace Users; internal sealed class Net;"));
        Assert.Equal([s_shared, "Users.Twin.g.cs"], after.Sources.Keys);
        Assert.DoesNotContain(s_shared, after.WrittenSince(before));
    }

    [Fact]
    public void A_member_added_to_the_users_class_writes_nothing()
    {
        var before = GeneratorRun.Of(s_two);
        var after = before.After(project => project.WithSource(
            "Net.cs",
            "// Moved down.\nnamespace Users;\n\n/// <summary>A network.</summary>\n[MobileNetGen.GeneratedNetwork(\"net.json\")]\npublic sealed partial "
                + "class Net { internal int Count { get; set; } }"));
        after.AssertNothingSince(before);
    }

    [Fact]
    public void Attributes_that_move_write_nothing_and_one_that_changes_writes_its_network()
    {
        var before = GeneratorRun.Of(HostProject.Attributed("NetworkInput(4, 4, 3)", "Layer(\"conv\", Filters = 4)"));
        var moved = before.After(HostProject.Attributed("NetworkInput( 4,4,3 )", "Layer(\n\"conv\", /* four */ Filters = 4)"));
        moved.AssertNothingSince(before);
        var changed = moved.After(HostProject.Attributed("NetworkInput(4, 4, 3)", "Layer(\"conv\", Filters = 4, Activation = \"relu\")"));
        Assert.Equal(
            [KernelFile("Pointwise_4x4x4", "Pointwise_4x4x3_4x4x4_relu"), "Users.Net.g.cs"],
            changed.WrittenSince(moved).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Another_description_that_nobody_names_writes_nothing()
    {
        var before = GeneratorRun.Of(s_two);
        var after = before.After(project => project.WithFile("third.json", Other));
        Assert.All(after.Steps(TrackingNames.Networks), step => Assert.Equal(IncrementalStepRunReason.Cached, step.Reason));
        Assert.Empty(after.WrittenSince(before));
    }

    [Fact]
    public void Nothing_that_a_stage_remembers_holds_on_to_the_compiler()
    {
        var run = GeneratorRun.Of(s_two.WithSource("Bad.cs", "[MobileNetGen.GeneratedNetwork(\"none.json\")] internal class Bad;"));
        Assert.All(StageNames.All, stage => Assert.NotEmpty(run.Steps(stage)));
        Assert.All(StageNames.All, stage => Assert.All(run.Steps(stage), step => RememberedValues.AssertPlain(step.Value, stage)));
    }
}
