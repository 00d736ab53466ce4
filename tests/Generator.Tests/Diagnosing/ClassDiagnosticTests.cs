using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using MobileNetGen.Generator.Emit;
using MobileNetGen.Generator.Tests.Harness;
using Xunit;

namespace MobileNetGen.Generator.Tests.Diagnosing;

/// <summary>What is wrong with a class, or with what it names.</summary>
public sealed class ClassDiagnosticTests
{
    private static readonly string s_description = Passes.Network(8, 8, 3, """{ "kind": "relu" }""");

    private static readonly HostProject s_described = HostProject.Empty.WithFile("net.json", s_description);

    [Fact]
    public void MNG001_a_class_that_is_not_partial() => Marked.Source(
        "MNG001",
        "[MobileNetGen.GeneratedNetwork(\"net.json\")]\ninternal sealed class «Net»;",
        s_described,
        "Net is not partial", "\"partial class Net\"");

    [Fact]
    public void MNG001_a_class_around_it_that_is_not_partial() => Marked.Source(
        "MNG001",
        "internal static class Outer\n{\n    [MobileNetGen.GeneratedNetwork(\"net.json\")]\n    internal sealed partial class «Net»;\n}",
        s_described,
        "Outer is not partial", "\"partial class Outer\"");

    [Fact]
    public void MNG002_a_file_that_is_not_there() => Marked.Source(
        "MNG002",
        "[MobileNetGen.GeneratedNetwork(\"nte.json\")]\ninternal sealed partial class «Net»;",
        s_described,
        "\"nte.json\"", "/project/net.json", "<AdditionalFiles Include=\"nte.json\" />");

    [Fact]
    public void MNG003_a_name_that_two_files_have() => Marked.Source(
        "MNG003",
        "[MobileNetGen.GeneratedNetwork(\"net.json\")]\ninternal sealed partial class «Net»;",
        HostProject.Empty.WithFile("b/net.json", s_description).WithFile("a/net.json", s_description),
        "\"net.json\"", "/project/a/net.json, /project/b/net.json", "more of the path");

    [Theory]
    [InlineData("256;avx2")]
    [InlineData("1024")]
    [InlineData(" ; ")]
    public void MNG024_a_tier_that_is_none(string tiers)
    {
        var problem = Assert.Single(GeneratorRun.Of(HostProject.Described(s_description) with { Tiers = tiers }).Diagnostics);
        Assert.Equal("MNG024", problem.Id);
        Assert.Equal(
            $"MobileNetGenTiers is \"{tiers}\"; one or several of scalar, 128, 256 and 512 are accepted, separated by semicolons.",
            problem.GetMessage(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void MNG015_two_networks_of_one_name() => Marked.Source(
        "MNG015",
        "namespace Two;\n[MobileNetGen.GeneratedNetwork(\"net.json\")]\ninternal sealed partial class «Net»;",
        HostProject.Described(s_description),
        "two networks are called \"Net\"", "a \"name\" of its own");

    [Fact]
    public void MNG016_a_class_that_nothing_describes() => Marked.Source(
        "MNG016",
        "[MobileNetGen.GeneratedNetwork]\ninternal sealed partial class «Net»;",
        s_described,
        "nothing describes Net", "[GeneratedNetwork(\"network.json\")]");

    [Fact]
    public void MNG017_a_class_that_a_file_and_attributes_describe() => Marked.Source(
        "MNG017",
        "[MobileNetGen.GeneratedNetwork(\"net.json\")]\n[MobileNetGen.Layer(\"relu\")]\ninternal sealed partial class «Net»;",
        s_described,
        "\"net.json\"", "one of both");

    [Theory]
    [InlineData("static")]
    [InlineData("abstract")]
    [InlineData("file")]
    public void MNG019_a_class_that_cannot_be_created(string modifier) => Marked.Source(
        "MNG019",
        $"[MobileNetGen.GeneratedNetwork(\"net.json\")]\n{modifier} partial class «Net» {{ }}",
        s_described,
        "Net is", "a class that can be created");

    public static TheoryData<string> ReservedNames => [.. GeneratedNames.Members];

    [Theory, MemberData(nameof(ReservedNames))]
    public void MNG019_a_class_with_the_name_of_a_member_that_it_gets(string name) => Marked.Source(
        "MNG019",
        $"[MobileNetGen.GeneratedNetwork(\"net.json\")]\ninternal sealed partial class «{name}»;",
        s_described,
        $"{name} is the name of a member", "another name than Info");

    /// <summary>The compiler would switch the generator off, and say nothing of the other network.</summary>
    [Fact]
    public void MNG021_a_fault_of_the_generator_is_said_of_its_network_and_hides_no_other()
    {
        var project = HostProject.Described("""{ "width": "wide" }""").WithNetwork("Other", "broken.json");
        var run = GeneratorRun.Once(project with { Files = project.Files.Add(new BrokenFile(HostProject.PathOf("broken.json"))) });
        Assert.Equal(["MNG007", "MNG008", "MNG008", "MNG021"], run.Diagnostics.Select(problem => problem.Id).Order(StringComparer.Ordinal));
        var fault = run.Diagnostics.Single(problem => problem.Id == "MNG021").GetMessage(System.Globalization.CultureInfo.InvariantCulture);
        Assert.StartsWith("Users.Other: the generator failed", fault, StringComparison.Ordinal);
        Assert.Contains("please report it", fault, StringComparison.Ordinal);
        Assert.EndsWith("NotSupportedException in BrokenFile.GetText: no text.", fault, StringComparison.Ordinal);
    }

    private sealed class BrokenFile(string path) : AdditionalText
    {
        public override string Path => path;

        public override SourceText? GetText(CancellationToken cancellationToken = default) => throw new NotSupportedException("no text.");
    }
}
