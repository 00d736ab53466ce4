using MobileNetGen.Tool.Learning;
using MobileNetGen.Tool.Tests.Harness;
using Xunit;

namespace MobileNetGen.Tool.Tests.Learning;

/// <summary>Data that nothing can be learnt from, and sides of a split.</summary>
public sealed class TrainDataTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void An_empty_class_one_class_and_loose_images_are_refused()
    {
        var network = Stripes.NetworkFile(_folder);
        Directory.CreateDirectory(_folder.Path("empty"));
        Assert.Contains("has no folder", Refusal("empty", network), StringComparison.Ordinal);
        _folder.File("one/only/1.bmp", Stripes.Image(0, 1));
        Assert.Contains("has one folder", Refusal("one", network), StringComparison.Ordinal);
        _folder.File("two/a/1.bmp", Stripes.Image(0, 1));
        Directory.CreateDirectory(_folder.Path("two/b"));
        Assert.Contains("two/b has no image", Refusal("two", network), StringComparison.Ordinal);
        _folder.File("two/b/1.bmp", Stripes.Image(1, 1));
        _folder.File("two/2.bmp", Stripes.Image(1, 2));
        Assert.Contains("2.bmp lies beside the folders", Refusal("two", network), StringComparison.Ordinal);
        Assert.Contains("is no folder", Refusal("nowhere", network), StringComparison.Ordinal);
        _folder.File("torn/a/1.bmp", Stripes.Image(0, 1));
        _folder.File("torn/a/2.bmp", Stripes.Image(0, 2));
        _folder.File("torn/b/1.bmp", [1, 2, 3]);
        Assert.Contains("no image of \"b\" is left", Refusal("torn", network), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.Path("out")) && Directory.EnumerateFiles(_folder.Path("out")).Any());
    }

    [Fact]
    public void One_image_a_class_folders_within_folders_links_and_any_name_are_learnt_from()
    {
        var network = Stripes.NetworkFile(_folder);
        _folder.File("odd/ä ✓ 'q'/deep/er/1.bmp", Stripes.Image(0, 1));
        _folder.File("odd/b/%20.bmp", Stripes.Image(1, 1));
        _folder.File("odd/.hidden/x.bmp", [1]);
        if (!OperatingSystem.IsWindows())
        {
            File.CreateSymbolicLink(_folder.Path("odd/b/link.bmp"), _folder.Path("odd/b/%20.bmp"));
        }

        var run = ToolRun.Of("train", _folder.Path("odd"), "-o", _folder.Path("out"), "--network", network, "--epochs", "1");
        Assert.True(run.Exit == ToolProgram.Done, run.Errors);
        Assert.Contains("no class has two different images: none is held out", run.Output, StringComparison.Ordinal);
        Assert.Contains("more than once", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Images_of_one_pixel_are_learnt_from_and_links_that_go_round_and_files_that_are_none_are_said()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the test makes pipes and links");
        var (photos, network) = (Stripes.Folder(_folder, "photos", 5), Stripes.NetworkFile(_folder));
        _folder.File("photos/links/one.bmp", Stripes.Image(0, 9, side: 1));
        _folder.File("photos/links/nothing.png", []);
        _folder.File("photos/links/two\nlines.png", [1]);
        Directory.CreateSymbolicLink(_folder.Path("photos/links/round"), _folder.Path("photos"));
        File.CreateSymbolicLink(_folder.Path("photos/links/nowhere.png"), _folder.Path("nowhere"));
        Child.Run("mkfifo", _folder.Path("photos/links/pipe.png"));
        Assert.Contains("is a link back to", Refusal("photos", network), StringComparison.Ordinal);
        Directory.Delete(_folder.Path("photos/links/round"));
        var run = ToolRun.Of("train", photos, "-o", _folder.Path("out"), "--network", network, "--epochs", "1", "--batch", "4", "--augment", "crop,erase");
        Assert.True(run.Exit == ToolProgram.Done, run.Errors);
        var page = File.ReadAllText(_folder.Path("out/report.html"));
        Assert.All(["nothing.png", "two", "nowhere.png", "pipe.png"], name => Assert.Contains(name, page, StringComparison.Ordinal));
        Assert.DoesNotContain("one.bmp", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_that_says_nothing_of_an_image_is_refused_and_a_file_that_is_not_there_is_listed()
    {
        var network = Stripes.NetworkFile(_folder);
        var photos = Stripes.Folder(_folder, "photos", 4);
        string[] images = [.. Directory.EnumerateFiles(photos, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(photos, file))];
        string[] lines = ["file,label", .. images.Select((file, index) => $"\"{file}\",{(index % 2 == 0 ? "even" : "odd")}"), "gone.bmp,odd"];
        var table = _folder.File("table.csv", System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        var run = ToolRun.Of("train", photos, "-o", _folder.Path("out"), "--network", network, "--labels", table, "--epochs", "1", "--batch", "4");
        Assert.True(run.Exit == ToolProgram.Done, run.Errors);
        Assert.Contains("left out: gone.bmp", run.Errors, StringComparison.Ordinal);
        _folder.File("table.csv", System.Text.Encoding.UTF8.GetBytes(string.Join('\n', [.. lines, "other.bmp,"])));
        run = ToolRun.Of("train", photos, "-o", _folder.Path("other"), "--network", network, "--labels", table);
        Assert.Equal(ToolProgram.Misused, run.Exit);
        Assert.Contains("line 15: the column label is empty", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Copies_of_a_file_are_on_one_side_and_each_class_has_its_share_held_out()
    {
        var examples = new List<Example>();
        for (var index = 0; index < 60; index++)
        {
            var hash = System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes(index / 2));
            examples.Add(new Example($"{index}", "", index < 40 ? "a" : "b") { Hash = Convert.ToHexString(hash) });
        }

        // A file under two labels.
        examples.Add(examples[0] with { Label = "b" });
        var sides = Split.HeldOut(examples, 0.2, isByLabel: true);
        Assert.All(examples.Zip(sides).GroupBy(pair => pair.First.Hash), copies => Assert.Single(copies.Select(pair => pair.Second).Distinct()));
        Assert.Equal(8, examples.Zip(sides).Count(pair => pair.Second && pair.First.Label == "a"));
        Assert.DoesNotContain(true, Split.HeldOut(examples, 0, isByLabel: true));
        Assert.Equal(12, Split.HeldOut(examples, 0.2, isByLabel: false).Take(60).Count(side => side));
    }

    [Fact]
    public void Augmentation_is_read_and_written_and_keeps_to_its_seed()
    {
        var all = Augmentation.Parse("crop,flip,rotate=10,colour,erase=1");
        Assert.Equal("crop=0.5,flip=0.5,rotate=10,colour=0.3,erase=1", all.DisplayText);
        Assert.Equal(all, Augmentation.Parse(all.DisplayText));
        Assert.Equal("none", Augmentation.Parse("none").DisplayText);
        Assert.Contains("\"spin\"", Assert.Throws<ToolException>(() => Augmentation.Parse("flip,spin")).Message, StringComparison.Ordinal);
        Assert.Contains("rotate=900", Assert.Throws<ToolException>(() => Augmentation.Parse("rotate=900")).Message, StringComparison.Ordinal);

        var pixels = new byte[3 * 20 * 16];
        new Random(1).NextBytes(pixels);
        var picture = new Picture(20, 16, pixels);
        var first = PictureChange.Apply(picture, all, 12, 12, 5);
        Assert.Equal(first.Pixels, PictureChange.Apply(picture, all, 12, 12, 5).Pixels);
        Assert.NotEqual(first.Pixels, PictureChange.Apply(picture, all, 12, 12, 6).Pixels);

        // Without changes it is the middle of the image, and mirrored twice it is itself.
        var square = new Picture(16, 16, pixels[..(3 * 16 * 16)]);
        Assert.Equal(square.Pixels, PictureChange.Apply(square, new Augmentation(), 16, 16, 1).Pixels);
        var mirrored = PictureChange.Apply(square, new Augmentation { Flip = 1 }, 16, 16, 1);
        Assert.Equal(square.Pixels[..3], mirrored.Pixels[45..48]);
        Assert.Equal(square.Pixels, PictureChange.Apply(mirrored, new Augmentation { Flip = 1 }, 16, 16, 2).Pixels);
    }

    public void Dispose() => _folder.Dispose();

    private string Refusal(string data, string network)
    {
        var run = ToolRun.Of("train", _folder.Path(data), "-o", _folder.Path("out"), "--network", network);
        Assert.Equal(ToolProgram.Misused, run.Exit);
        return run.Errors;
    }
}
