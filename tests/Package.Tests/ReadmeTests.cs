using System.Diagnostics;
using System.Text.RegularExpressions;
using Xunit;

namespace MobileNetGen.Package.Tests;

/// <summary>The package's own page, followed to the letter in an empty folder.</summary>
public sealed partial class ReadmeTests(PackedFeed feed)
{
    private const string Printed = "7 96.5 %\n6 0.5 %\n1 0.4 %\n";

    private static readonly string s_page = File.ReadAllText(Path.Combine(Repository.Root, "packaging", "README.md"));

    [Fact]
    public void Its_commands_make_the_program_that_it_shows_which_sees_a_7()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the page's commands are typed into a shell");
        var project = Made("Empty");
        Assert.Equal(Blocks(s_page, "json")[0], File.ReadAllText(Path.Combine(project, "network.json")));
        Assert.Equal(Blocks(s_page, "csharp")[0], File.ReadAllText(Path.Combine(project, "Program.cs")));
    }

    [Fact(Explicit = true)]
    public void Its_last_commands_make_a_native_binary_that_does_too()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the test publishes for Linux");
        Assert.SkipUnless(Child.IsOnPath("clang") || Child.IsOnPath("gcc"), "NativeAOT needs a linker: neither clang nor gcc is installed");
        var project = Made("EmptyForNative");
        var said = Shell(project, Blocks(s_page, "")[2]);
        Assert.DoesNotContain("warning", said, StringComparison.OrdinalIgnoreCase);
        Assert.EndsWith(Printed, said, StringComparison.Ordinal);
        Assert.Equal(["Digits", "digit_7.png"], Directory.GetFiles(Path.Combine(project, "published")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_readme_shows_the_same_program() =>
        Assert.Equal(Blocks(s_page, "csharp")[0], Blocks(File.ReadAllText(Path.Combine(Repository.Root, "README.md")), "csharp")[0]);

    /// <summary>The project that the first commands make in an empty folder, and run.</summary>
    private string Made(string folder)
    {
        var (empty, commands) = (feed.Project(folder), Blocks(s_page, ""));
        Assert.EndsWith(Printed, Shell(empty, commands[0]), StringComparison.Ordinal);
        Assert.Equal(Printed, commands[1]);
        return Path.Combine(empty, "Digits");
    }

    /// <summary>Templates are installed for this test alone.</summary>
    private static string Shell(string directory, string commands)
    {
        var isolated = commands.Replace("dotnet new ", "dotnet new --debug:custom-hive \"$PWD/../hive\" ", StringComparison.Ordinal);
        var child = Child.Run(new ProcessStartInfo("sh", ["-e", "-c", isolated]) { WorkingDirectory = directory, Environment = { ["DOTNET_NOLOGO"] = "1" } });
        Assert.True(child.Exit == 0, child.Output + child.Errors);
        return child.Output;
    }

    private static string[] Blocks(string page, string language) =>
        [.. Fence().Matches(page).Where(match => match.Groups["language"].Value == language).Select(match => match.Groups["text"].Value)];

    [GeneratedRegex("^```(?<language>[a-z]*)\n(?<text>.*?)^```\n", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
