using System.Diagnostics;
using System.Text.RegularExpressions;
using Xunit;

namespace MobileNetGen.Package.Tests;

/// <summary>Projects for which generated networks would not compile get one error each, which says what is needed.</summary>
public sealed partial class RequirementTests(PackedFeed feed)
{
    private const string Class = "[MobileNetGen.GeneratedNetwork(\"network.json\")] public sealed partial class Net;";

    private const string Description =
        """{ "input": { "height": 8, "width": 8, "channels": 3 }, "layers": [ { "kind": "conv", "filters": 4, "kernel": 3 } ] }""";

    [Theory]
    [InlineData("csproj", "net8.0", "", "MNG202", "net8.0", "net10.0 or later is needed")]
    [InlineData("csproj", "net9.0", "", "MNG202", "net9.0", "net10.0 or later is needed")]
    [InlineData("csproj", "net10.0", "<LangVersion>11</LangVersion>", "MNG204", "LangVersion 11", "C# 12 or later")]
    [InlineData("fsproj", "net10.0", "", "MNG203", "F#", "a C# class library")]
    [InlineData("vbproj", "net10.0", "", "MNG203", "VB", "a C# class library")]
    public void One_error_says_what_was_found_and_what_is_needed(string kind, string framework, string properties, string id, string found, string needed)
    {
        var project = Write($"Required{kind}{framework}{properties.Length}", kind, $"<TargetFramework>{framework}</TargetFramework>{properties}");
        var errors = Errors(project);
        var error = Assert.Single(errors);
        Assert.Contains($"error {id}: ", error, StringComparison.Ordinal);
        Assert.Contains(found, error, StringComparison.Ordinal);
        Assert.Contains(needed, error, StringComparison.Ordinal);
        Assert.Contains("." + kind, error.Split(": error")[0], StringComparison.Ordinal);
    }

    [Fact]
    public void The_oldest_language_that_is_accepted_compiles() =>
        Assert.Empty(Errors(Write("Oldest", "csproj", "<TargetFramework>net10.0</TargetFramework><LangVersion>12</LangVersion>")));

    [Fact]
    public void Another_language_runs_the_networks_of_a_library_in_CSharp()
    {
        Write("Library", "csproj", "<TargetFramework>net10.0</TargetFramework>");
        var program = feed.Project("Caller");
        File.WriteAllText(
            Path.Combine(program, "Program.fs"),
            "open MobileNetGen\nlet net = Net.Create(WeightSource.CreateRandom 1)\nprintfn \"%d\" Net.OutputLength\nnet.Dispose()\n");
        File.WriteAllText(Path.Combine(program, "Caller.fsproj"), """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><OutputType>Exe</OutputType></PropertyGroup>
              <ItemGroup><Compile Include="Program.fs" /><ProjectReference Include="../Library/Library.csproj" /></ItemGroup>
            </Project>
            """);
        Assert.Equal("256", PackedFeed.Dotnet(program, "run").Trim());
    }

    private static IReadOnlyList<string> Errors(string project)
    {
        var child = Child.Run(new ProcessStartInfo("dotnet", ["build", "-v", "q", "-nologo"])
        {
            WorkingDirectory = project,
            Environment = { ["DOTNET_NOLOGO"] = "1" }
        });
        Assert.Equal(Error().IsMatch(child.Output) ? 1 : 0, child.Exit);
        return [.. child.Output.Split('\n').Where(line => Error().IsMatch(line)).Select(line => line.Trim()).Distinct()];
    }

    private string Write(string name, string kind, string properties)
    {
        var project = feed.Project(Name().Replace(name, ""));
        File.WriteAllText(Path.Combine(project, $"{Path.GetFileName(project)}.{kind}"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>{properties}</PropertyGroup>
              <ItemGroup><PackageReference Include="MobileNetGen" Version="{feed.Version}" /></ItemGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(project, "network.json"), Description);
        File.WriteAllText(Path.Combine(project, "Net.cs"), Class);
        return project;
    }

    [GeneratedRegex(@": error \w+: ")]
    private static partial Regex Error();

    [GeneratedRegex("[^A-Za-z0-9]")]
    private static partial Regex Name();
}
