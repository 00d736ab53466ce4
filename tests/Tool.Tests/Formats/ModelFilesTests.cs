using MobileNetGen.Tool.Formats;
using Xunit;

namespace MobileNetGen.Tool.Tests.Formats;

/// <summary>A model's own file and what it names beside itself.</summary>
public sealed class ModelFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("")]
    [InlineData("../w.bin")]
    [InlineData("a/../../w.bin")]
    [InlineData("/etc/passwd")]
    [InlineData("a//b")]
    [InlineData("C:w.bin")]
    [InlineData("a\\w.bin")]
    [InlineData("w\0.bin")]
    [InlineData("w\n.bin")]
    [InlineData("w\ud800.bin")]
    public void Names_that_lead_elsewhere_are_refused(string name)
    {
        var wrong = Assert.Throws<ToolException>(() => Model().Beside(name));
        Assert.Contains("names in its own folder are accepted", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Links_are_refused_on_the_way_and_at_its_end()
    {
        Directory.CreateDirectory(_folder.Path("parts"));
        _folder.File("parts/w.bin", [1]);
        File.CreateSymbolicLink(_folder.Path("w.bin"), _folder.Path("parts/w.bin"));
        Directory.CreateSymbolicLink(_folder.Path("link"), _folder.Path("parts"));
        Assert.All(
            ["w.bin", "link/w.bin"],
            name => Assert.Contains("is a link", Assert.Throws<ToolException>(() => Model().Beside(name)).Message, StringComparison.Ordinal));
        Assert.Equal([1], Model().Beside("parts/w.bin"));
    }

    [Fact]
    public void What_was_read_or_looked_for_is_listed_once()
    {
        var files = Model();
        _folder.File("w.bin", [1]);
        files.Beside("w.bin");
        files.Beside("w.bin");
        Assert.Null(files.BesideIfThere("labels.txt", 10));
        Assert.Equal(["model.json", "w.bin", "labels.txt"], files.Asked.Select(Path.GetFileName));
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        var wrong = Assert.Throws<ToolException>(() => Model().Beside("w.bin"));
        Assert.Equal("\"w.bin\" beside the model: the file is not there.", wrong.Message);
    }

    public void Dispose() => _folder.Dispose();

    private ModelFiles Model() => new(_folder.File("model.json", [1]));
}
