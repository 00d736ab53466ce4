using MobileNetGen.Tool.Tests.Formats;
using MobileNetGen.Tool.Tests.Harness;
using Xunit;

namespace MobileNetGen.Tool.Tests.Batch;

/// <summary>A network of five classes in a folder, and calls of <c>classify</c> with it.</summary>
internal sealed class TinyClassifier
{
    private readonly TemporaryFolder _folder;

    public TinyClassifier(TemporaryFolder folder, string labels = "")
    {
        _folder = folder;
        var model = folder.File("tiny.onnx", TinyOnnx.Bytes());
        var more = labels.Length == 0 ? [] : new[] { "--labels", folder.File("names.txt", System.Text.Encoding.UTF8.GetBytes(labels)) };
        var run = ToolRun.Of(["import", model, "-o", folder.Path("net"), "--preprocess", "unit", .. more]);
        Assert.Equal((ToolProgram.Done, ""), (run.Exit, run.Errors));
    }

    public string Network => _folder.Path("net/network.json");

    public string[] Arguments(string input, string output, params string[] more) => ["classify", input, "-o", output, "--network", Network, .. more];

    public ToolRun Run(string input, string output, params string[] more) => ToolRun.Of(Arguments(input, output, more));

    /// <summary>A run that ends well.</summary>
    /// <returns>What it said.</returns>
    public string Done(string input, string output, params string[] more)
    {
        var run = Run(input, output, more);
        Assert.Equal((ToolProgram.Done, ""), (run.Exit, run.Errors));
        return run.Output;
    }
}
