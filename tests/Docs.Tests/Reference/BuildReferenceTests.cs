using System.Text.RegularExpressions;
using MobileNetGen.Docs.Tests.Samples;
using Xunit;

namespace MobileNetGen.Docs.Tests.Reference;

/// <summary>The reference of MSBuild names what the package's targets read, and nothing else.</summary>
public sealed partial class BuildReferenceTests
{
    private static readonly string s_targets = string.Concat(
        Directory.GetFiles(Path.Combine(Repository.Root, "packaging", "build")).Order(StringComparer.Ordinal).Select(File.ReadAllText));

    [Fact]
    public void Every_metadatum_of_a_model_is_in_it() =>
        Assert.Equal(Sorted(Metadata().Matches(s_targets)), Sorted(Rows().Matches(Section("## MobileNetModel"))));

    [Fact]
    public void Every_property_is_in_it() =>
        Assert.Equal(Sorted(Properties().Matches(s_targets)), Sorted(Rows().Matches(Section("## Properties"))));

    private static string Section(string heading)
    {
        var page = Page.Read("docs/msbuild.md");
        var start = page.IndexOf(heading, StringComparison.Ordinal);
        return page[start..page.IndexOf("\n## ", start + 1, StringComparison.Ordinal)];
    }

    private static IEnumerable<string> Sorted(MatchCollection matches) =>
        matches.Select(match => match.Groups["name"].Value).Distinct().Order(StringComparer.Ordinal);

    /// <summary>What conditions ask for, but for what the targets add themselves, whose names do not begin so.</summary>
    [GeneratedRegex(@"'%\(_MobileNetGen(Labeled)?Model\.(?!Encoded|Folder)(?<name>[A-Z][A-Za-z]+)\)' [!=]=", RegexOptions.ExplicitCapture)]
    private static partial Regex Metadata();

    /// <summary>What is read and not made by the targets: what they make for the compiler is "Encoded", and their own begins with an underscore.</summary>
    [GeneratedRegex(@"\$\((?<name>MobileNetGen(?!Encoded)[A-Za-z]+|EnableDefaultNetworkItems)[).]", RegexOptions.ExplicitCapture)]
    private static partial Regex Properties();

    [GeneratedRegex(@"^\| `(?<name>[A-Za-z]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Rows();
}
