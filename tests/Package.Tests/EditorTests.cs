using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace MobileNetGen.Package.Tests;

/// <summary>What an editor says of a description in a project with the package, asked of the language service that VS Code has.</summary>
public sealed class EditorTests(PackedFeed feed)
{
    private const string Service = "vscode-json-languageservice@5.7.2";

    [Fact(Explicit = true)]
    public void It_finds_the_schema_and_names_kinds_and_keys()
    {
        Assert.SkipUnless(Child.IsOnPath("node") && Child.IsOnPath("npm"), "the language service is a package of npm");
        var project = feed.OfTemplate("mobilenet", "Described");
        Run(project, "dotnet", "build", "-c", "Release", "-warnaserror");
        var folder = feed.Project("editor");
        Run(folder, "npm", "install", "--no-audit", "--no-fund", "--loglevel=error", "--no-update-notifier", Service);
        var ask = Path.Combine(folder, "ask.cjs");
        File.Copy(Path.Combine(Repository.Root, "tests", "Package.Tests", "Editor", "ask.cjs"), ask);
        using var answers = JsonDocument.Parse(Run(folder, "node", ask, Path.Combine(project, "network.json")));

        Assert.Empty(Words(answers, "right"));
        Assert.StartsWith("Value is not accepted. Valid values: \"conv\", \"depthwise\"", Assert.Single(Words(answers, "wrong")), StringComparison.Ordinal);
        Assert.Superset(new HashSet<string> { "\"conv\"", "\"dense\"", "\"globalAveragePool\"" }, Words(answers, "kinds").ToHashSet());
        Assert.Superset(new HashSet<string> { "dilation", "groups", "stride" }, Words(answers, "keys").ToHashSet());
        Assert.DoesNotContain("scale", Words(answers, "keys"));
        Assert.StartsWith("An integer, or two: height and width", answers.RootElement.GetProperty("kernel").GetString(), StringComparison.Ordinal);
    }

    private static List<string> Words(JsonDocument answers, string key) =>
        [.. answers.RootElement.GetProperty(key).EnumerateArray().Select(word => word.GetString()!)];

    private static string Run(string folder, string program, params string[] arguments)
    {
        var child = Child.Run(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder });
        Assert.True(child.Exit == 0, child.Output + child.Errors);
        return child.Output;
    }
}
