using System.Text;
using Xunit;

namespace MobileNetGen.Tool.Tests.Batch;

/// <summary>Accuracy on images whose classes are known, from folders and from tables.</summary>
public sealed class AccuracyTests : IDisposable
{
    private const string Labels = "ant\nbee, honey bee\ncrane\ncrane\neft";

    private readonly TemporaryFolder _folder = new();

    /// <summary>Whatever the network answers is put into the folder of that class, but for one image.</summary>
    [Fact]
    public void Folders_that_are_called_as_classes_give_accuracy_and_confusions()
    {
        var tiny = new TinyClassifier(_folder, Labels);
        var answers = Answers(tiny, 10);
        var wrong = (answers[0] + 1) % 5;
        for (var index = 0; index < 10; index++)
        {
            _folder.File($"val/{(index == 0 ? wrong : answers[index])}/{index}.bmp", Photos.Small(index));
        }

        var said = tiny.Done(_folder.Path("val"), _folder.Path("out.jsonl"));
        Assert.Contains("90.00 %", said, StringComparison.Ordinal);
        Assert.Contains("100.00 %", said, StringComparison.Ordinal);
        Assert.Contains("Is \\ taken for", said, StringComparison.Ordinal);
        Assert.Contains($"\"truth\":{wrong}", File.ReadAllText(_folder.Path("out.jsonl")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_of_labels_gives_accuracy_too_and_a_resumed_run_the_same()
    {
        var tiny = new TinyClassifier(_folder, Labels);
        var answers = Answers(tiny, 10);
        var names = new[] { "Ant", "bee", "2", "3", "eft" };
        var lines = answers.Select((answer, index) => $"x,{index:D4}.bmp,{(index == 9 ? "" : names[answer])}");
        var table = _folder.File("val.csv", Encoding.UTF8.GetBytes("note,file,label\n" + string.Join('\n', lines)));
        string[] more = ["--root", _folder.Path("photos"), "--part-size", "3"];
        var whole = tiny.Done(table, _folder.Path("whole.csv"), more);
        Assert.Contains("9 ", whole, StringComparison.Ordinal);
        Assert.Contains("100.00 %", whole, StringComparison.Ordinal);
        tiny.Done(table, _folder.Path("out.csv"), [.. more, "--shard", "0", "--shards", "2"]);
        Assert.Equal(Tables(whole), Tables(tiny.Done(table, _folder.Path("out.csv"), [.. more, "--resume"])));
    }

    [Theory]
    [InlineData("crane", "line 3: \"crane\" is no class of the network. A label that one class has, or a number from 0 to 4 is accepted, or nothing.")]
    [InlineData("5", "line 3: \"5\" is no class")]
    [InlineData("bug", "line 3: \"bug\" is no class")]
    public void A_label_that_names_no_class_or_two_is_refused_with_its_line(string label, string said)
    {
        var tiny = new TinyClassifier(_folder, Labels);
        Photos.Folder(_folder, "photos", 2);
        var table = _folder.File("photos/val.csv", Encoding.UTF8.GetBytes($"file,label\n0000.bmp,ant\n0001.bmp,{label}\n"));
        var run = tiny.Run(table, _folder.Path("out.csv"));
        Assert.Equal(ToolProgram.Misused, run.Exit);
        Assert.Contains(said, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_only_some_folders_are_called_as_classes_it_is_said_and_nothing_is_guessed()
    {
        var tiny = new TinyClassifier(_folder, Labels);
        _folder.File("val/ant/0.bmp", Photos.Small(0));
        _folder.File("val/other/1.bmp", Photos.Small(1));
        var run = tiny.Run(_folder.Path("val"), _folder.Path("out.jsonl"));
        Assert.Equal(ToolProgram.Done, run.Exit);
        Assert.Contains("other", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("truth", File.ReadAllText(_folder.Path("out.jsonl")), StringComparison.Ordinal);
        Assert.DoesNotContain("Top-1", run.Output, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static string Tables(string said) => said[said.IndexOf('╭', StringComparison.Ordinal)..];

    private int[] Answers(TinyClassifier tiny, int count)
    {
        tiny.Done(Photos.Folder(_folder, "photos", count), _folder.Path("answers.csv"), "--top", "1");
        return [.. File.ReadLines(_folder.Path("answers.csv")).Skip(1)
            .Select(line => int.Parse(line.Split(',')[^2], System.Globalization.CultureInfo.InvariantCulture))];
    }
}
