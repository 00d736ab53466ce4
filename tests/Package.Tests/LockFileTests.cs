using System.Text.Json;
using Xunit;

namespace MobileNetGen.Package.Tests;

/// <summary>What is restored is what the lock files say: of all projects, and on every kind of machine.</summary>
public sealed class LockFileTests
{
    /// <summary>The platform whose part of the packages lock files list.</summary>
    private const string Checked = "linux-x64";

    public static TheoryData<string> Projects => [.. File.ReadAllLines(Path.Combine(Repository.Root, "MobileNetGen.sln"))
        .Where(line => line.Contains(".csproj\"", StringComparison.Ordinal))
        .Select(line => line.Split('"')[5].Replace('\\', '/'))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_has_a_lock_file_that_other_platforms_can_use_or_leave_alone(string project)
    {
        var platforms = Platforms(project);
        Assert.Subset(new HashSet<string> { Checked }, platforms);
        Assert.Equal(platforms.Count > 0, HasPlatform(project));
    }

    /// <summary>One that is of a platform as it is, and one that is published for it.</summary>
    [Theory]
    [InlineData("benchmarks/OnnxColdStart/MobileNetGen.OnnxColdStart.csproj", true)]
    [InlineData("src/Sample/MobileNetGen.Sample.csproj", true)]
    [InlineData("src/Runtime/MobileNetGen.Runtime.csproj", false)]
    public void On_other_machines_programs_of_a_platform_have_a_lock_file_of_their_own(string project, bool hasOwn)
    {
        Assert.Equal("", LockFile(project, Checked));
        foreach (var other in new[] { "linux-arm64", "win-x64" })
        {
            Assert.Equal(hasOwn, LockFile(project, other).EndsWith($"/obj/packages.{other}.lock.json", StringComparison.Ordinal));
        }
    }

    private static HashSet<string> Platforms(string project)
    {
        using var locks = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Repository.Root, Path.GetDirectoryName(project)!, "packages.lock.json")));
        return [.. locks.RootElement.GetProperty("dependencies").EnumerateObject().Where(target => target.Name.Contains('/', StringComparison.Ordinal))
            .Select(target => target.Name.Split('/')[1])];
    }

    private static bool HasPlatform(string project) => File.ReadAllText(Path.Combine(Repository.Root, project)) is var text
        && (text.Contains("<RuntimeIdentifier>", StringComparison.Ordinal) || text.Contains("<PublishAot>true", StringComparison.Ordinal));

    private static string LockFile(string project, string machine)
    {
        var run = Child.Run(
            "dotnet",
            "msbuild",
            Path.Combine(Repository.Root, project),
            "-getProperty:NuGetLockFilePath",
            "-p:NETCoreSdkRuntimeIdentifier=" + machine);
        Assert.True(run.Exit == 0, run.Output + run.Errors);
        return run.Output.Trim();
    }
}
