using MobileNetGen.Sample.Tests;
using Xunit;

namespace MobileNetGen.Package.Tests;

/// <summary>What the targets say about the instruction set that a project chose; the target alone is run.</summary>
public sealed class InstructionSetTests(PackedFeed feed)
{
    [Theory]
    [InlineData("x86-64-v2")]
    [InlineData("sse4.2")]
    [InlineData("avx")]
    public void A_set_without_AVX2_is_warned_of(string set)
    {
        var said = Report(set);
        Assert.Contains("warning MNG201", said, StringComparison.Ordinal);
        Assert.Contains($"\"{set}\"", said, StringComparison.Ordinal);
        Assert.Contains("x86-64-v3", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x86-64-v3")]
    [InlineData("x86-64-v4")]
    [InlineData("native")]
    [InlineData("sse4.2%2cavx2")]
    [InlineData("AVX512")]
    public void A_set_with_AVX2_is_nothing_to_speak_of(string set) => Assert.DoesNotContain("MNG201", Report(set), StringComparison.Ordinal);

    [Fact]
    public void The_set_of_a_project_that_publishes_for_arm64_is_its_own_affair() =>
        Assert.DoesNotContain("MNG201", Report("neon", "linux-arm64"), StringComparison.Ordinal);

    private string Report(string set, string rid = "linux-x64")
    {
        var targets = Path.Combine(Repository.Root, "packaging", "build", "MobileNetGen.targets");
        var project = feed.Write("Sets.proj", $"""
            <Project>
              <PropertyGroup><PublishAot>true</PublishAot><RuntimeIdentifier>{rid}</RuntimeIdentifier></PropertyGroup>
              <Target Name="IlcCompile" />
              <Import Project="{targets}" />
            </Project>
            """);
        var child = Child.Run("dotnet", "msbuild", project, "-nologo", "-t:IlcCompile", "-p:IlcInstructionSet=" + set, "-nodeReuse:false");
        Assert.True(child.Exit == 0, child.Output);
        return child.Output;
    }
}
