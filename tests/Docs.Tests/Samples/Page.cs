using System.Text.RegularExpressions;

namespace MobileNetGen.Docs.Tests.Samples;

/// <summary>A page of documentation and the blocks of code in it.</summary>
internal static partial class Page
{
    /// <summary>All pages that users read, relative to the repository.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "README.md", "CONTRIBUTING.md", "SECURITY.md", "samples/README.md",
        .. Directory.GetFiles(Path.Combine(Repository.Root, "packaging"), "*.md", SearchOption.AllDirectories)
            .Concat(Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    public static string Read(string page) => File.ReadAllText(Path.Combine(Repository.Root, page));

    /// <summary>The blocks of a language, each with its number on the page; those in lists lose their indent.</summary>
    public static IEnumerable<(string Page, int Number, string Text)> Blocks(string language) =>
        from page in All
        from block in Fence().Matches(Read(page)).Where(match => match.Groups["language"].Value == language).Select((match, index) => (match, index))
        select (page, block.index + 1, Unindented(block.match));

    /// <summary>Where links go: the part in brackets.</summary>
    public static IEnumerable<string> Links(string page) => Link().Matches(Read(page)).Select(match => match.Groups["target"].Value);

    /// <summary>The names by which headings of a page are linked to.</summary>
    public static IEnumerable<string> Anchors(string text) =>
        Heading().Matches(text).Select(match => NoAnchor().Replace(match.Groups["text"].Value.ToLowerInvariant(), "").Replace(' ', '-'));

    private static string Unindented(Match match)
    {
        var indent = match.Groups["indent"].Value;
        return string.Join(
            '\n',
            match.Groups["text"].Value.Split('\n').Select(line => line.StartsWith(indent, StringComparison.Ordinal) ? line[indent.Length..] : line));
    }

    [GeneratedRegex("^(?<indent> *)```(?<language>[a-z]*)\n(?<text>.*?)^ *```\n", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^#+ (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("[^a-z0-9 _-]")]
    private static partial Regex NoAnchor();
}
