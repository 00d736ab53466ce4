using MobileNetGen.Tool.Numpy;
using MobileNetGen.Tool.Tests.Formats;
using MobileNetGen.Tool.Tests.Harness;
using Xunit;

namespace MobileNetGen.Tool.Tests;

/// <summary>Descriptions, weights and labels of different imports are not run together without a word.</summary>
public sealed class BelongingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public BelongingTests()
    {
        Import("mine", "cat\ndog\n\nbird\nfish\n");
        Import("yours", "dog\ncat\n\nbird\nfish\n", weight: 2);
        NpyFile.Write(_folder.Path("x.npy"), new NdArray([1, 8, 8, 3], TinyOnnx.Numbers(192)));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_imported_together_runs() => Assert.Equal((ToolProgram.Done, ""), Run("mine"));

    [Theory]
    [InlineData("weights.safetensors")]
    [InlineData("weights.packed")]
    public void Weights_of_another_import_are_refused_until_they_are_allowed(string file)
    {
        var weights = _folder.Path($"yours/{file}");
        var (exit, errors) = Run("mine", "--weights", weights);
        Assert.Equal(ToolProgram.Misused, exit);
        Assert.Contains("--other-weights", errors, StringComparison.Ordinal);
        Assert.Equal((ToolProgram.Done, ""), Run("mine", "--weights", weights, "--other-weights", "--labels", _folder.Path("yours/labels.txt")));
    }

    [Theory]
    [InlineData("pack", "-o", "out")]
    [InlineData("export", "--onnx", "out")]
    public void No_command_takes_them(string command, string option, string target)
    {
        string[] args = [command, _folder.Path("mine/network.json"), "--weights", _folder.Path("yours/weights.safetensors"), option, _folder.Path(target)];
        var run = ToolRun.Of(args);
        Assert.Equal(ToolProgram.Misused, run.Exit);
        Assert.Contains("was imported with weights whose data has the SHA-256", run.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.Path(target)));
        Assert.Equal((ToolProgram.Done, ""), ToolRun.Of([.. args, "--other-weights"]) is var allowed ? (allowed.Exit, allowed.Errors) : default);
    }

    [Fact]
    public void Labels_of_another_import_are_refused_until_they_are_named()
    {
        File.Copy(_folder.Path("yours/labels.txt"), _folder.Path("mine/labels.txt"), overwrite: true);
        var (exit, errors) = Run("mine");
        Assert.Equal(ToolProgram.Misused, exit);
        Assert.Contains("the labels that were imported with", errors, StringComparison.Ordinal);
        Assert.Equal((ToolProgram.Done, ""), Run("mine", "--labels", _folder.Path("mine/labels.txt")));
    }

    [Fact]
    public void A_second_import_into_a_folder_leaves_no_labels_of_the_first()
    {
        Import("mine", labels: null);
        Assert.False(File.Exists(_folder.Path("mine/labels.txt")));
        Assert.Equal((ToolProgram.Done, ""), Run("mine"));
    }

    [Fact]
    public void Labels_that_a_user_wrote_stay()
    {
        Import("mine", labels: null);
        File.WriteAllText(_folder.Path("mine/labels.txt"), "Katze\nHund\nVogel\nFisch\nPferd\n");
        Import("mine", labels: null, weight: 2);
        Assert.Equal("Katze\nHund\nVogel\nFisch\nPferd\n", File.ReadAllText(_folder.Path("mine/labels.txt")));
        Assert.Equal((ToolProgram.Done, ""), Run("mine"));
    }

    private (int Exit, string Errors) Run(string network, params string[] more)
    {
        var run = ToolRun.Of(["run", _folder.Path($"{network}/network.json"), "--input", _folder.Path("x.npy"), "--layout", "nhwc", .. more]);
        return (run.Exit, run.Errors);
    }

    /// <summary>The same network with other weights.</summary>
    private void Import(string name, string? labels, float? weight = null)
    {
        var model = labels is null ? TinyTfLite.Bytes() : TinyTfLite.WithMetadata(127.5f, 127.5f, labels);
        if (weight is { } first)
        {
            BitConverter.GetBytes(first).CopyTo(model, model.AsSpan().IndexOf(BitConverter.GetBytes(TinyOnnx.Numbers(1)[0])));
        }

        var run = ToolRun.Of("import", _folder.File($"{name}.tflite", model), "-o", _folder.Path(name), "--preprocess", "keras", "--pack");
        Assert.Equal((ToolProgram.Done, ""), (run.Exit, run.Errors));
    }
}
