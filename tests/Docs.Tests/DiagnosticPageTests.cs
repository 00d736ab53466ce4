using System.Text.RegularExpressions;
using MobileNetGen.Docs.Tests.Samples;
using MobileNetGen.Generator.Roslyn;
using MobileNetGen.Generator.Roslyn.Usage;
using MobileNetGen.Generator.Support;
using Xunit;

namespace MobileNetGen.Docs.Tests;

/// <summary>The page that help links lead to.</summary>
public sealed partial class DiagnosticPageTests
{
    private static readonly string s_page = Page.Read("docs/diagnostics.md");

    public static TheoryData<string> Ids =>
    [
        .. Enum.GetValues<ProblemKind>().Select(kind => Diagnostics.Of(kind).Id),
        .. new NetworkUsageAnalyzer().SupportedDiagnostics.Select(descriptor => descriptor.Id),
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "packaging", "build"), "*.targets")
            .SelectMany(file => BuildId().Matches(File.ReadAllText(file)).Select(match => match.Groups["id"].Value))
            .Distinct(),
    ];

    [Theory, MemberData(nameof(Ids))]
    public void Every_id_has_a_cause_an_example_and_a_cure(string id)
    {
        var section = Section().Matches(s_page).SingleOrDefault(match => match.Groups["id"].Value == id)?.Groups["text"].Value;
        Assert.True(section is not null, $"docs/diagnostics.md has no section \"## {id}\".");
        Assert.All(["**Cause.** ", "**Example.** ", "**Cure.** "], part => Assert.Contains(part, section, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_section_has_an_id() =>
        Assert.Equal(
            Ids.Select(row => row.Data).Order(StringComparer.Ordinal),
            Section().Matches(s_page).Select(match => match.Groups["id"].Value).Order(StringComparer.Ordinal));

    [GeneratedRegex(@"^## (?<id>MNG\d{3})\n(?<text>.*?)(?=^## |\z)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Section();

    [GeneratedRegex(" Code=\"(?<id>MNG\\d{3})\"")]
    private static partial Regex BuildId();
}
