using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Tests.Harness;
using Xunit;

namespace MobileNetGen.Tool.Tests.Formats;

/// <summary>Of a model, the part that is asked for becomes the network.</summary>
public sealed class CutTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void ALayerOfKerasBecomesTheOutput()
    {
        var whole = Import();
        var part = Import("--outputs", "pool");
        Assert.Contains("\"dense\"", whole, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("\"dense\"", part, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void ALayerThatIsNotThereIsRefusedByName()
    {
        var run =
            ToolRun.Of("import", _folder.File("tiny.keras", TinyKeras.Archive()), "-o", _folder.Path("out"), "--preprocess", "none", "--outputs", "absent");
        Assert.Equal(ToolProgram.Misused, run.Exit);
        Assert.Contains("--outputs names absent", run.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private string Import(params string[] options)
    {
        var run = ToolRun.Of(["import", _folder.File("tiny.keras", TinyKeras.Archive()), "-o", _folder.Path("out"), "--preprocess", "none", .. options]);
        Assert.True(run.Exit == ToolProgram.Done, run.Errors);
        return File.ReadAllText(_folder.Path(Path.Combine("out", ImportResult.DescriptionFile)));
    }
}
