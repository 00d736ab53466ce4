using System.Text.RegularExpressions;
using Xunit;

namespace MobileNetGen.Package.Tests;

/// <summary>What the targets say about the instruction set that a project chose; the target alone is run, once for each set.</summary>
public sealed partial class InstructionSetTests(PackedFeed feed)
{
    private static readonly string[] s_without = ["x86-64-v2", "sse4.2", "avx"];
    private static readonly string[] s_with = ["x86-64-v3", "x86-64-v4", "native", "sse4.2,avx2", "AVX512"];

    [Fact]
    public void Sets_without_AVX2_are_warned_of_for_x64_and_nothing_else_is()
    {
        var said = Report([.. s_without.Concat(s_with).Select(set => (set, "linux-x64")), ("neon", "linux-arm64")]);
        Assert.Equal([.. s_without, .. s_with, "neon"], Ran().Matches(said).Select(match => match.Groups["set"].Value));
        var warnings = said.Split('\n').Where(line => line.Contains("warning MNG201", StringComparison.Ordinal)).Distinct().ToList();
        Assert.Equal(s_without, warnings.Select(line => Named().Match(line).Groups["set"].Value));
        Assert.All(warnings, line => Assert.Contains("x86-64-v3", line, StringComparison.Ordinal));
    }

    private string Report(IEnumerable<(string Set, string Rid)> cases)
    {
        var targets = Path.Combine(Repository.Root, "packaging", "build", "MobileNetGen.targets");
        var project = feed.Write("Sets.proj", $"""
            <Project>
              <PropertyGroup><PublishAot>true</PublishAot></PropertyGroup>
              <Target Name="IlcCompile"><Message Importance="high" Text="ran $(IlcInstructionSet)" /></Target>
              <Target Name="All">
                {string.Concat(cases.Select(each => $"""
                <MSBuild Projects="$(MSBuildProjectFullPath)" Targets="IlcCompile" Properties="RuntimeIdentifier={each.Rid};IlcInstructionSet={each.Set}" />
                """))}
              </Target>
              <Import Project="{targets}" />
            </Project>
            """);
        var child = Child.Run("dotnet", "msbuild", project, "-nologo", "-t:All");
        Assert.True(child.Exit == 0, child.Output);
        return child.Output;
    }

    [GeneratedRegex(@"^\s*ran (?<set>\S+)", RegexOptions.Multiline)]
    private static partial Regex Ran();

    [GeneratedRegex("IlcInstructionSet \"(?<set>[^\"]+)\"")]
    private static partial Regex Named();
}
