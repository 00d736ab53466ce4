using System.Text.RegularExpressions;
using MobileNetGen.Docs.Tests.Writing;
using MobileNetGen.Generator.Ops;
using Xunit;

namespace MobileNetGen.Docs.Tests.Reference;

public sealed partial class ReferenceTests
{
    private const string Mark = "<!-- From here on the page is written from the generator's lists; a test holds it to them. -->\n";

    [Fact]
    public void The_README_names_every_layer_kind()
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        var start = readme.IndexOf("   Layers: ", StringComparison.Ordinal);
        var list = readme[start..readme.IndexOf("[The reference]", start, StringComparison.Ordinal)];
        Assert.Equal(
            LayerKinds.All.Select(kind => kind.Name).Order(StringComparer.Ordinal),
            Name().Matches(list).Select(match => match.Groups["name"].Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_reference_has_every_key_that_the_reader_accepts()
    {
        var path = Path.Combine(Repository.Root, "docs", "description.md");
        var page = File.ReadAllText(path);
        var written = page.IndexOf(Mark, StringComparison.Ordinal);
        Assert.True(written > 0, "docs/description.md has lost the mark after which its tables stand.");
        WrittenFile.Verify(path, page[..(written + Mark.Length)] + "\n" + ReferenceWriter.Write().TrimEnd('\n') + "\n");
    }

    public static TheoryData<string, string> KeysWithDefaults =>
    [
        .. LayerKinds.All.SelectMany(kind => kind.Properties
            .Where(property => property.DefaultNode is not null)
            .Select(property => new TheoryDataRow<string, string>(kind.Name, property.Name))),
    ];

    [Theory, MemberData(nameof(KeysWithDefaults))]
    public void What_a_key_says_stands_in_for_it_does(string kindName, string key)
    {
        var kind = LayerKinds.Find(kindName)!;
        Assert.True(KeyDefaults.IsTrue(kind, kind.Properties.First(property => property.Name == key)));
    }

    [GeneratedRegex("`(?<name>[A-Za-z0-9]+)`")]
    private static partial Regex Name();
}
