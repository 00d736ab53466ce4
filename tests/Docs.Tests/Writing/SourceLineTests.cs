using Xunit;

namespace MobileNetGen.Docs.Tests.Writing;

/// <summary>Sources are read beside each other: no line is wider than a window.</summary>
public sealed class SourceLineTests
{
    private const int MaxCharacters = 160;

    private static readonly string[] s_unread = ["bin", "obj", "artifacts", "TestResults"];

    [Fact]
    public void No_line_of_a_source_is_wider_than_160_characters() => Assert.Empty(
        Directory.EnumerateFiles(Repository.Root, "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Repository.Root, path))
            .Where(path => !path.EndsWith(".verified.cs", StringComparison.Ordinal) && !path.Split(Path.DirectorySeparatorChar).Any(s_unread.Contains))
            .SelectMany(path => File.ReadLines(Path.Combine(Repository.Root, path))
                .Select((line, index) => (Place: $"{path}:{index + 1}", line.Length)))
            .Where(line => line.Length > MaxCharacters)
            .Select(line => $"{line.Place} has {line.Length} characters"));
}
