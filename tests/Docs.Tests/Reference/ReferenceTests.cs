using MobileNetGen.Docs.Tests.Writing;
using MobileNetGen.Sample.Tests;
using Xunit;

namespace MobileNetGen.Docs.Tests.Reference;

public sealed class ReferenceTests
{
    private const string Mark = "<!-- From here on the page is written from the generator's lists; a test holds it to them. -->\n";

    [Fact]
    public void The_reference_has_every_key_that_the_reader_accepts()
    {
        var path = Path.Combine(Repository.Root, "docs", "description.md");
        var page = File.ReadAllText(path);
        var written = page.IndexOf(Mark, StringComparison.Ordinal);
        Assert.True(written > 0, "docs/description.md has lost the mark behind which its tables stand.");
        WrittenFile.Verify(path, page[..(written + Mark.Length)] + "\n" + ReferenceWriter.Write().TrimEnd('\n') + "\n");
    }
}
