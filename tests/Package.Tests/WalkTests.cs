using System.Reflection;
using System.Text.RegularExpressions;
using Xunit;

namespace MobileNetGen.Package.Tests;

/// <summary>Newcomers' walks: scripts that type what a page says and compare what is printed, and that leave nothing out.</summary>
public sealed partial class WalkTests
{
    private static readonly string s_walks = Path.Combine(Repository.Root, "tests", "Walks");

    /// <summary>What a walk does not type: the tests themselves, measurements, and lines with a file that a reader chooses.</summary>
    private static readonly string[] s_apart = ["dotnet test ", "benchmarks", "IMAGE…", "evaluate DIR", " bench "];

    [Theory(Explicit = true)]
    [InlineData("readme.sh")]
    [InlineData("getting-started.sh")]
    public void A_walk_comes_to_its_end(string walk)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "walks are scripts for bash");
        Assert.SkipUnless(Child.IsOnPath("clang") || Child.IsOnPath("gcc"), "NativeAOT needs a linker: neither clang nor gcc is installed");
        Assert.SkipUnless(Child.IsOnPath("npm"), "a model comes from npm, which is not installed");
        var configuration = typeof(WalkTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(entry => entry.Key == "Configuration").Value!;
        var child = Child.Run("bash", Path.Combine(s_walks, walk), configuration, "--no-build");
        Assert.True(child.Exit == 0, child.Output + child.Errors);
    }

    [Theory]
    [InlineData("README.md", "readme.sh")]
    [InlineData("docs/getting-started.md", "getting-started.sh")]
    public void A_walk_types_every_command_of_its_page(string page, string walk)
    {
        var script = File.ReadAllText(Path.Combine(s_walks, walk));
        var commands = Fence().Matches(File.ReadAllText(Path.Combine(Repository.Root, page)))
            .Where(block => block.Groups["language"].Value.Length == 0)
            .SelectMany(block => block.Groups["text"].Value.Split('\n'))
            .Where(line => Command().IsMatch(line) && !s_apart.Any(apart => line.Contains(apart, StringComparison.Ordinal)))
            .Select(line => Explanation().Replace(line, ""))
            .ToList();
        Assert.InRange(commands.Count, 7, 30);
        Assert.All(commands, command => Assert.Contains($"step '{command}", script, StringComparison.Ordinal));
    }

    [GeneratedRegex("^```(?<language>[a-z]*)\n(?<text>.*?)^```\n", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("^(dotnet|cd|npm|tar|mv|printf|published/)")]
    private static partial Regex Command();

    /// <summary>What a line's command does stands behind it.</summary>
    [GeneratedRegex(" {3,}.*$")]
    private static partial Regex Explanation();
}
