using System.Diagnostics;

namespace MobileNetGen.Benchmarks.Building;

/// <summary>A project in a folder of its own, which <c>dotnet build</c> builds again after each edit.</summary>
internal sealed class ProjectBuild : IDisposable
{
    private const int Tries = 5;

    private readonly TemporaryFolder _folder = new();

    /// <param name="network">The network that the project has; null for none, which is what a build costs without one.</param>
    private ProjectBuild(BuiltNetwork? network)
    {
        var tiers = network is null or { Tiers: "" } ? "" : $"<MobileNetGenTiers>{network.Tiers}</MobileNetGenTiers>";
        Write("App.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <Import Project="{Repository.Root}/packaging/build/MobileNetGen.props" />
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <UseSharedCompilation>true</UseSharedCompilation>
                {tiers}
              </PropertyGroup>
              <ItemGroup>
                <Reference Include="{typeof(NetworkInfo).Assembly.Location}" />
                <Analyzer Include="{typeof(Generator.MobileNetGenerator).Assembly.Location}" />
              </ItemGroup>
              <Import Project="{Repository.Root}/packaging/build/MobileNetGen.targets" />
            </Project>
            """);
        if (network is not null)
        {
            Write("network.json", network.Description());
            Write("Net.cs", "[MobileNetGen.GeneratedNetwork(\"network.json\")] internal sealed partial class Net;");
        }

        Edit(0, network is not null);
        Dotnet("restore");
        Dotnet("build", "--no-restore");
    }

    /// <summary>Seconds by the clock of <c>dotnet build</c> after an edit of Program.cs, the least of several.</summary>
    /// <exception cref="InvalidOperationException">A build fails.</exception>
    public static double Measure(BuiltNetwork? network)
    {
        using var build = new ProjectBuild(network);
        var least = double.PositiveInfinity;
        for (var turn = 1; turn <= Tries; turn++)
        {
            build.Edit(turn, network is not null);
            var start = Stopwatch.GetTimestamp();
            build.Dotnet("build", "--no-restore");
            least = Math.Min(least, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return least;
    }

    public void Dispose() => _folder.Dispose();

    private void Edit(int turn, bool hasNetwork) =>
        Write("Program.cs", hasNetwork ? $"System.Console.WriteLine(Net.InputLength + {turn});" : $"System.Console.WriteLine({turn});");

    private void Write(string name, string text) => File.WriteAllText(_folder.Path(name), text);

    private void Dotnet(params string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", args) { WorkingDirectory = _folder.Name, RedirectStandardOutput = true })!;
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"dotnet {string.Join(' ', args)} ended with {process.ExitCode}: {said}");
        }
    }
}
