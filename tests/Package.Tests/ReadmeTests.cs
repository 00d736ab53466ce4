using System.Diagnostics;
using System.Text.RegularExpressions;
using Xunit;

namespace MobileNetGen.Package.Tests;

/// <summary>The package's own page, followed to the letter in an empty folder.</summary>
public sealed partial class ReadmeTests(PackedFeed feed)
{
    [Fact]
    public void Its_commands_and_its_ten_lines_give_a_native_binary_that_sees_a_7()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the test publishes for Linux");
        Assert.SkipUnless(Child.IsOnPath("clang") || Child.IsOnPath("gcc"), "NativeAOT needs a linker: neither clang nor gcc is installed");
        var page = File.ReadAllText(Path.Combine(Repository.Root, "packaging", "README.md"));
        var commands = Blocks(page, "");
        var empty = feed.Project("Empty");
        Shell(empty, commands[0]);

        var project = Path.Combine(empty, "Digits");
        var sample = Path.Combine(Repository.Root, "src", "Sample");
        File.WriteAllText(Path.Combine(project, "network.json"), Blocks(page, "json")[0]);
        File.WriteAllText(Path.Combine(project, "Program.cs"), Blocks(page, "csharp")[0]);
        File.Copy(Path.Combine(sample, "digits.safetensors"), Path.Combine(project, "digits.safetensors"));
        File.Copy(Path.Combine(sample, "examples", "digit_7.png"), Path.Combine(project, "digit_7.png"));

        var said = Shell(project, commands[1]);
        Assert.DoesNotContain("warning", said, StringComparison.OrdinalIgnoreCase);
        Assert.Matches(@"\n7 9\d\.\d %\n\d \d\.\d %\n\d \d\.\d %\n\z", said);
        Assert.Equal(["Digits", "Digits.dbg"], Directory.GetFiles(Path.Combine(project, "published")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    private static string Shell(string directory, string commands)
    {
        var child = Child.Run(new ProcessStartInfo("sh", ["-e", "-c", commands]) { WorkingDirectory = directory, Environment = { ["DOTNET_NOLOGO"] = "1" } });
        Assert.True(child.Exit == 0, child.Output + child.Errors);
        return child.Output;
    }

    private static string[] Blocks(string page, string language) =>
        [.. Fence().Matches(page).Where(match => match.Groups["language"].Value == language).Select(match => match.Groups["text"].Value)];

    [GeneratedRegex("^```(?<language>[a-z]*)\n(?<text>.*?)^```\n", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
