using System.Text;
using MobileNetGen.CommandLine;
using MobileNetGen.Tool.Batch;
using Xunit;

namespace MobileNetGen.Tool.Tests.Batch;

/// <summary>Which images a name stands for, and in which order.</summary>
public sealed class ImageSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ImageSourceTests()
    {
        foreach (var file in new[] { "p/b/2.PNG", "p/a/1.jpg", "p/a/10.jpg", "p/z.bmp", "p/a/c/3.gif", "p/notes.txt", "p/a/.keep" })
        {
            _folder.File(file, [1]);
        }
    }

    [Fact]
    public void A_folder_stands_for_its_images_files_before_folders()
    {
        string[] all = ["p/z.bmp", "p/a/1.jpg", "p/a/10.jpg", "p/a/c/3.gif", "p/b/2.PNG"];
        Assert.Equal(all, Names("p"));
        Assert.Equal(all, Names("p/").Select(name => name.Replace("//", "/", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("p/a/*.jpg", "p/a/1.jpg p/a/10.jpg")]
    [InlineData("p/a/?.jpg", "p/a/1.jpg")]
    [InlineData("p/*/*.*g", "p/a/1.jpg p/a/10.jpg")]
    [InlineData("p/**/3*", "p/a/c/3.gif")]
    [InlineData("p/**", "p/z.bmp p/a/1.jpg p/a/10.jpg p/a/c/3.gif p/b/2.PNG")]
    [InlineData("*/z.bmp", "p/z.bmp")]
    public void A_pattern_stands_for_files(string pattern, string files) => Assert.Equal(files.Split(' '), Names(pattern));

    [Fact]
    public void A_manifest_names_images_from_its_own_folder_or_from_another()
    {
        var manifest = _folder.File("p/list.txt", Encoding.UTF8.GetBytes("a/1.jpg\r\n\nz.bmp\n"));
        Assert.Equal(
            [("a/1.jpg", _folder.Path("p/a/1.jpg")), ("z.bmp", _folder.Path("p/z.bmp"))],
            Images(manifest, null).Select(image => (image.Name, image.Path)));
        Assert.Equal("/q/z.bmp", Images(manifest, "/q").Last().Path);
    }

    [Theory]
    [InlineData("file;label\na;b\n", "has no column \"file\" but \"file;label\"")]
    [InlineData("file,label\n,1\n", "line 2: the column file is empty")]
    [InlineData("file,label\na,1,2\n", "is no CSV file that can be read")]
    [InlineData("file,label,label\n", "is no CSV file that can be read")]
    public void A_table_that_is_none_is_refused(string text, string said) =>
        Assert.Contains(said, Refusal(_folder.File("t.csv", Encoding.UTF8.GetBytes(text))), StringComparison.Ordinal);

    [Fact]
    public void A_name_in_quotes_may_have_commas()
    {
        var table = _folder.File("t.csv", Encoding.UTF8.GetBytes("file,label\n\"a, \"\"b\"\".jpg\",4\n"));
        Assert.Equal(new ListedImage("a, \"b\".jpg", _folder.Path("a, \"b\".jpg"), 4), Assert.Single(Images(table, null)));
    }

    [Fact]
    public void What_stands_for_nothing_is_refused()
    {
        _folder.File("empty/notes.txt", [1]);
        Assert.Contains("has no image", Refusal(_folder.Path("empty")), StringComparison.Ordinal);
        Assert.Contains("no file is called", Refusal(_folder.Path("p/*.tiff")), StringComparison.Ordinal);
        Assert.Contains("is not there", Refusal(_folder.Path("nothing")), StringComparison.Ordinal);
        Assert.Contains("is no text in UTF-8", Refusal(_folder.File("photo", [0xFF, 0xD8, 0xFF, 0xE0, 0xC0])), StringComparison.Ordinal);
    }

    [Fact]
    public void Links_to_folders_are_followed_and_those_that_lead_back_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need rights there");
        Directory.CreateSymbolicLink(_folder.Path("q"), _folder.Path("p/a"));
        Assert.Equal(["q/1.jpg", "q/10.jpg", "q/c/3.gif"], Names("q"));
        Directory.CreateSymbolicLink(_folder.Path("p/a/c/back"), _folder.Path("p/a"));
        Assert.Contains("is a link back to", Refusal(_folder.Path("p")), StringComparison.Ordinal);
        Assert.Equal(["p/a/c/3.gif"], Names("p/**/3*"));
    }

    public void Dispose() => _folder.Dispose();

    private static IEnumerable<ListedImage> Images(string named, string? root) =>
        ImageSource.Of([named], root, new ClassNames(5, null), new Terminal(TextWriter.Null, TextWriter.Null));

    private string[] Names(string named) => [.. Images(_folder.Path(named), null).Select(image => image.Name[(_folder.Name.Length + 1)..])];

    private static string Refusal(string named) => Assert.Throws<ToolException>(() => Images(named, null).Count()).Message;
}
