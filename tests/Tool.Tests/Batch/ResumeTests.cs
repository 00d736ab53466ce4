using System.Diagnostics;
using Xunit;

namespace MobileNetGen.Tool.Tests.Batch;

/// <summary>Runs that ended before they were done.</summary>
public sealed class ResumeTests : IDisposable
{
    private static readonly string s_tool = typeof(ToolProgram).Assembly.Location;

    private readonly TemporaryFolder _folder = new();

    [Fact(Explicit = true)]
    public void A_run_that_is_killed_goes_on_and_ends_with_the_same_file()
    {
        Assert.SkipUnless(Killing.IsPossible, "other systems have other ends");
        var tiny = new TinyClassifier(_folder);
        var photos = Photos.Folder(_folder, "photos", 2000);
        var (whole, killed) = (_folder.Path("whole.jsonl"), _folder.Path("killed.jsonl"));
        tiny.Done(photos, whole);
        var first = _folder.Path("killed.jsonl.parts/part-00000000.seal");
        Killing.When(
            new ProcessStartInfo("dotnet", ["exec", s_tool, .. tiny.Arguments(photos, killed, "--part-size", "5", "--no-cache")]),
            () => File.Exists(first));
        var made = File.GetLastWriteTimeUtc(first);
        Assert.False(File.Exists(killed));

        // Shards have no file of their own, so that the folder can be looked at.
        tiny.Done(photos, killed, "--part-size", "5", "--resume", "--shard", "0", "--shards", "2");
        Assert.Equal(made, File.GetLastWriteTimeUtc(first));
        tiny.Done(photos, killed, "--part-size", "5", "--resume");
        Assert.Equal(File.ReadAllBytes(whole), File.ReadAllBytes(killed));
    }

    [Fact]
    public void What_is_there_is_neither_taken_nor_overwritten_unasked()
    {
        var tiny = new TinyClassifier(_folder);
        var photos = Photos.Folder(_folder, "photos", 5);
        tiny.Done(photos, _folder.Path("out"), "--part-size", "2");
        var before = FullDisk.Content(_folder.Path("out"));
        var again = tiny.Run(photos, _folder.Path("out"), "--part-size", "2");
        Assert.Equal(ToolProgram.Misused, again.Exit);
        Assert.Contains("--resume goes on", again.Errors, StringComparison.Ordinal);
        var said = tiny.Done(photos, _folder.Path("out"), "--part-size", "2", "--resume");
        Assert.Contains("5 images, 0 of them without an answer.", said, StringComparison.Ordinal);
        Assert.Equal(before, FullDisk.Content(_folder.Path("out")));
    }

    [Theory]
    [InlineData("--top", "3", "was made of other images, weights or options")]
    [InlineData("--part-size", "3", "was made of other images, weights or options")]
    [InlineData("--part-size", "100", "is of a longer list of images")]
    public void Parts_of_another_run_are_refused(string option, string value, string said)
    {
        var tiny = new TinyClassifier(_folder);
        var photos = Photos.Folder(_folder, "photos", 6);
        tiny.Done(photos, _folder.Path("out"), "--part-size", "2");
        string[] size = option == "--part-size" ? [] : ["--part-size", "2"];

        // Larger parts are fewer, which is found first.
        File.Delete(_folder.Path(value == "100" ? "none" : "out/part-00000002.jsonl"));
        var run = tiny.Run(photos, _folder.Path("out"), [.. size, option, value, "--resume"]);
        Assert.Equal(ToolProgram.Misused, run.Exit);
        Assert.Contains(said, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_whose_seal_or_rows_are_gone_is_made_again()
    {
        var tiny = new TinyClassifier(_folder);
        var photos = Photos.Folder(_folder, "photos", 6);
        tiny.Done(photos, _folder.Path("out"), "--part-size", "2");
        var before = FullDisk.Content(_folder.Path("out"));
        File.Delete(_folder.Path("out/part-00000000.seal"));
        File.Delete(_folder.Path("out/part-00000001.jsonl"));
        tiny.Done(photos, _folder.Path("out"), "--part-size", "2", "--resume");
        Assert.Equal(before, FullDisk.Content(_folder.Path("out")));
        File.WriteAllText(_folder.Path("out/part-00000000.seal"), "{}");
        var run = tiny.Run(photos, _folder.Path("out"), "--part-size", "2", "--resume");
        Assert.Contains("part-00000000.seal is damaged", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_complete_is_left_as_it_is()
    {
        var tiny = new TinyClassifier(_folder);
        var photos = Photos.Folder(_folder, "photos", 2);
        tiny.Done(photos, _folder.Path("out.csv"));
        Assert.Contains("is complete", tiny.Done(photos, _folder.Path("out.csv"), "--resume"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("out.json", null, "--output is")]
    [InlineData("out.csv", "jsonl", "--format is jsonl")]
    public void An_output_of_another_form_is_refused(string output, string? format, string said)
    {
        var tiny = new TinyClassifier(_folder);
        var run = tiny.Run(Photos.Folder(_folder, "photos", 1), _folder.Path(output), format is null ? [] : ["--format", format]);
        Assert.Equal(ToolProgram.Misused, run.Exit);
        Assert.Contains(said, run.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
