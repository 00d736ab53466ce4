using Xunit;

namespace MobileNetGen.Package.Tests;

/// <summary>The tool, installed from its package.</summary>
public sealed class ToolTests(PackedFeed feed)
{
    [Fact]
    public void It_is_installed_and_shows_a_network()
    {
        var folder = feed.Project("Tool");
        PackedFeed.Dotnet(folder, "tool", "install", "MobileNetGen.Tool", "--tool-path", "installed", "--version", feed.Version);
        var child = Child.Run(Path.Combine(folder, "installed", "mobilenetgen"), "summary", Path.Combine(Repository.Root, "network.json"));
        Assert.True(child.Exit == 0, child.Output + child.Errors);
        Assert.Contains("separable", child.Output, StringComparison.OrdinalIgnoreCase);
    }
}
