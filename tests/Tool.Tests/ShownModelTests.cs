using MobileNetGen.Tool.Tests.Formats;
using MobileNetGen.Tool.Tests.Harness;
using Xunit;

namespace MobileNetGen.Tool.Tests;

/// <summary>Model files that are looked at without being imported into a folder first.</summary>
public sealed class ShownModelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_models_summary_is_that_of_its_import_and_needs_no_preprocessing()
    {
        var model = _folder.File("tiny.onnx", TinyOnnx.Bytes());
        Assert.Equal(ToolProgram.Done, ToolRun.Of("import", model, "-o", _folder.Path("out"), "--preprocess", "keras").Exit);
        var (shown, imported) = (ToolRun.Of("summary", model), ToolRun.Of("summary", _folder.Path("out/network.json")));
        Assert.Equal((ToolProgram.Done, ""), (shown.Exit, shown.Errors));
        Assert.Equal(imported.Output, shown.Output);
        Assert.Equal(["out", "tiny.onnx"], Directory.EnumerateFileSystemEntries(_folder.Name).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Options_of_an_import_say_what_is_shown()
    {
        var model = _folder.File("tiny.onnx", TinyOnnx.Bytes());
        var cut = ToolRun.Of("summary", model, "--outputs", "dw", "--json");
        Assert.Equal((ToolProgram.Done, ""), (cut.Exit, cut.Errors));
        Assert.Contains("\"dw\"", cut.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\"fc", cut.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_models_page_has_its_name()
    {
        var page = _folder.Path("tiny.html");
        var run = ToolRun.Of("report", _folder.File("tiny.onnx", TinyOnnx.Bytes()), "-o", page);
        Assert.Equal((ToolProgram.Done, ""), (run.Exit, run.Errors));
        Assert.Contains("<title>tiny", File.ReadAllText(page), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_neither_is_called_what_it_is()
    {
        var run = ToolRun.Of("summary", _folder.File("cat.onnx", [0x89, (byte)'P', (byte)'N', (byte)'G', 0, 0, 0, 0]));
        Assert.Equal(ToolProgram.Misused, run.Exit);
        Assert.Contains("this is an image", run.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
