using System.Text;
using MobileNetGen.Tool.Numpy;
using MobileNetGen.Tool.Tests.Formats;
using MobileNetGen.Tool.Tests.Harness;
using Xunit;

namespace MobileNetGen.Tool.Tests;

/// <summary>Every class has its own name, or the tool says that it has none.</summary>
public sealed class LabelTests : IDisposable
{
    private const string Five = "cat\n\ndog\nbird\nfish\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_empty_line_of_a_models_labels_keeps_its_place()
    {
        Assert.Equal((ToolProgram.Done, ""), Import(TinyTfLite.WithMetadata(127.5f, 127.5f, "cat\r\n\r\ndog\r\nbird\r\n\r\n")));
        Assert.Equal("cat\n\ndog\nbird\n\n", File.ReadAllText(_folder.Path("out/labels.txt")));
        Assert.Equal((ToolProgram.Done, ""), Summary() is var run ? (run.Exit, run.Errors) : default);
    }

    [Theory]
    [InlineData("labels.txt")]
    [InlineData("tiny.labels.txt")]
    public void Labels_beside_a_model_are_taken_if_they_are_as_many_as_its_classes(string name)
    {
        _folder.File(name, Encoding.UTF8.GetBytes(Five));
        Assert.Equal((ToolProgram.Done, ""), Import(TinyTfLite.Bytes()));
        Assert.Equal(Five, File.ReadAllText(_folder.Path("out/labels.txt")));
        Assert.Contains($"5 labels, of {name} beside the model", File.ReadAllText(_folder.Path("out/import.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void Those_that_are_not_as_many_are_mentioned_and_not_taken()
    {
        _folder.File("labels.txt", "cat\ndog\n"u8.ToArray());
        var (exit, errors) = Import(TinyTfLite.Bytes());
        Assert.Equal(ToolProgram.Done, exit);
        Assert.Equal(
            "warning: labels.txt beside the model has 2 labels, and the output \"output\" has 5 numbers: a label a line is accepted for each; it was not taken",
            errors.TrimEnd());
        Assert.False(File.Exists(_folder.Path("out/labels.txt")));
    }

    /// <summary>Imports into the model's own folder: an import's labels are those of the model before, a user's stay.</summary>
    [Fact]
    public void In_the_models_own_folder_labels_of_an_earlier_import_go_and_a_users_stay()
    {
        Assert.Equal((ToolProgram.Done, ""), Import(TinyTfLite.WithMetadata(127.5f, 127.5f, Five), "."));
        Assert.Equal((ToolProgram.Done, ""), Import(TinyTfLite.Bytes(), "."));
        Assert.False(File.Exists(_folder.Path("labels.txt")));
        _folder.File("labels.txt", Encoding.UTF8.GetBytes("Katze\r\n\r\nHund\r\nVogel\r\nFisch"));
        for (var turn = 0; turn < 2; turn++)
        {
            Assert.Equal((ToolProgram.Done, ""), Import(TinyTfLite.Bytes(), "."));
            Assert.StartsWith("Katze\r\n", File.ReadAllText(_folder.Path("labels.txt")), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("a\nb\u001b[31m\nc\nd\ne\n", "U+001B")]
    [InlineData("a\nb\nc\nd\ne\nf\n", "has 6 labels")]
    public void Labels_of_a_model_that_are_no_names_of_its_classes_are_said(string labels, string said)
    {
        var model = TinyTfLite.WithMetadata(127.5f, 127.5f, labels);
        var run = ToolRun.Of("import", _folder.File("tiny.tflite", model), "-o", _folder.Path("out"), "--preprocess", "keras");
        Assert.Equal(ToolProgram.Done, run.Exit);
        Assert.Contains(said, run.Output, StringComparison.Ordinal);
        Assert.Equal(
            (ToolProgram.Done, ""),
            Import(model, more: ["--labels", _folder.File("five.txt", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Five)).ToArray())]));
        Assert.Equal(Five, File.ReadAllText(_folder.Path("out/labels.txt")));
    }

    [Fact]
    public void Running_and_summing_up_compare_labels_with_classes()
    {
        Assert.Equal((ToolProgram.Done, ""), Import(TinyTfLite.Bytes()));
        Assert.EndsWith("  cat", Run(Five).Output.Split('\n').Single(line => line.StartsWith("       0 ", StringComparison.Ordinal)), StringComparison.Ordinal);
        var few = Run("cat\ndog\n");
        Assert.Contains("warning: ", few.Errors, StringComparison.Ordinal);
        Assert.Contains("has 2 labels", few.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("dog", few.Output, StringComparison.Ordinal);
        Assert.Equal(ToolProgram.Misused, Run("caf\u00e9\n2\n3\n4\n5\n", Encoding.Latin1).Exit);
        _folder.File("out/labels.txt", "cat\n"u8.ToArray());
        Assert.Contains("has 1 labels", Summary().Errors, StringComparison.Ordinal);
    }

    private ToolRun Summary() => ToolRun.Of("summary", _folder.Path("out/network.json"));

    private ToolRun Run(string labels, Encoding? encoding = null)
    {
        NpyFile.Write(_folder.Path("x.npy"), new NdArray([1, 8, 8, 3], TinyOnnx.Numbers(192)));
        var file = _folder.File("some.txt", (encoding ?? Encoding.UTF8).GetBytes(labels));
        return ToolRun.Of("run", _folder.Path("out/network.json"), "--input", _folder.Path("x.npy"), "--layout", "nhwc", "--labels", file);
    }

    private (int Exit, string Errors) Import(byte[] model, string folder = "out", params string[] more)
    {
        var run = ToolRun.Of(["import", _folder.File("tiny.tflite", model), "-o", _folder.Path(folder), "--preprocess", "keras", .. more]);
        return (run.Exit, run.Errors);
    }
}
