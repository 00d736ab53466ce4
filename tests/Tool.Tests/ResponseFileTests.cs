using MobileNetGen.Tool.Tests.Formats;
using MobileNetGen.Tool.Tests.Harness;
using Xunit;

namespace MobileNetGen.Tool.Tests;

/// <summary>Arguments in a file.</summary>
public sealed class ResponseFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Each_line_is_an_argument_as_it_stands_and_each_file_that_counts_is_listed()
    {
        var model = _folder.File("# a \"b\" 'c' $(d) @e.onnx", TinyOnnx.Bytes());
        File.WriteAllLines(
            _folder.Path("arguments"),
            ["import", model, "--preprocess=unit", "", $"--output={_folder.Path("out put")}", $"--depfile={_folder.Path("files")}"]);
        var run = ToolRun.Of("@" + _folder.Path("arguments"));
        Assert.Equal((ToolProgram.Done, ""), (run.Exit, run.Errors));
        Assert.True(File.Exists(_folder.Path("out put/network.json")));
        Assert.Equal([model, _folder.Path("labels.txt")], File.ReadAllLines(_folder.Path("files")));
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        var run = ToolRun.Of("@nowhere");
        Assert.Equal(ToolProgram.Misused, run.Exit);
        Assert.Contains("@nowhere: the file is not there.", run.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
