using System.Text.RegularExpressions;
using MobileNetGen.Docs.Tests.Samples;
using Xunit;

namespace MobileNetGen.Docs.Tests.Reference;

/// <summary>The reference of types and members is what the sources say, and the sources say something of each.</summary>
public sealed partial class ApiTests
{
    [Fact]
    public void The_page_is_what_the_comments_say() => WrittenFile.Verify(Path.Combine(Repository.Root, "docs", "api.md"), ApiPage.Write());

    [Fact]
    public void Every_type_is_explained() => Assert.Empty(Unexplained().Matches(Page.Read("docs/api.md")).Select(type => type.Value));

    [GeneratedRegex(@"^[A-Z][a-z ]+ of `[A-Za-z.]+`\. *$", RegexOptions.Multiline)]
    private static partial Regex Unexplained();
}
