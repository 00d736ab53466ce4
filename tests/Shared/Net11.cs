using System.Diagnostics;
using Xunit;

namespace MobileNetGen.Tests;

/// <summary>The runtime of .NET 11 from the registry's packages, in a folder of its own: the SDK is an earlier one.</summary>
internal sealed class Net11 : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <remarks>The test is skipped with what was found where the packages are not served.</remarks>
    public Net11()
    {
        var child = Child.Run("bash", Path.Combine(Folder, "root.sh"), _folder.Name);
        Assert.SkipWhen(child.Exit == 3, child.Output);
        Assert.True(child.Exit == 0, child.Output + child.Errors);
    }

    /// <summary>Where the lane's files are.</summary>
    public static string Folder => Path.Combine(Repository.Root, "tests", "Net11");

    /// <summary>What a program prints, which need not have been built for .NET 11.</summary>
    public string Run(string directory, params string[] args)
    {
        var start = new ProcessStartInfo(Path.Combine(_folder.Name, "dotnet"), args) { WorkingDirectory = directory };
        start.Environment["DOTNET_ROLL_FORWARD"] = "Major";
        start.Environment["DOTNET_ROOT"] = _folder.Name;

        // What is run here once more has been run in full.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MOBILENETGEN_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        var child = Child.Run(start);
        Assert.True(child.Exit == 0, $"{string.Join(' ', args)}\n{child.Output}{child.Errors}");
        return child.Output;
    }

    public void Dispose() => _folder.Dispose();
}
