using System.Diagnostics;
using MobileNetGen.Tool.Tests.Harness;
using Xunit;

namespace MobileNetGen.Tool.Tests.Learning;

/// <summary>Training that ended before it was done.</summary>
public sealed class TrainResumeTests : IDisposable
{
    private static readonly string s_tool = typeof(ToolProgram).Assembly.Location;

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("head", "1")]
    [InlineData("all", "2")]
    public void It_goes_on_with_the_same_bits_whenever_it_was_stopped_and_with_any_number_of_threads(string part, string threads)
    {
        string[] command =
        [
            Stripes.Folder(_folder, "photos", 10), "--network", Stripes.NetworkFile(_folder), "--train", part, "--epochs", "3", "--batch", "10",
            "--augment", "crop,flip,rotate,colour,erase,mixup", "--copies", "2", "--average", "0.9", "-o",
        ];
        string[] stopped = [.. command, _folder.Path("stopped"), "--threads", threads];
        Assert.Equal(ToolProgram.Done, ToolRun.Of(["train", .. command, _folder.Path("whole"), "--threads", "1"]).Exit);
        Assert.Equal(ToolProgram.CheckFailed, StoppedTraining.Run(1, stopped));
        Assert.Equal(ToolProgram.CheckFailed, StoppedTraining.Run(1, [.. stopped, "--resume"]));
        Assert.Equal(ToolProgram.Done, ToolRun.Of(["train", .. stopped, "--resume", "--cache", "0"]).Exit);
        foreach (var file in new[] { "weights.safetensors", "weights.last.safetensors", "checkpoint", "history.csv" })
        {
            Assert.True(File.ReadAllBytes(_folder.Path("whole/" + file)).SequenceEqual(File.ReadAllBytes(_folder.Path("stopped/" + file))), file);
        }
    }

    [Fact]
    public void What_is_there_is_neither_replaced_nor_gone_on_with_by_another_training()
    {
        var (photos, network) = (Stripes.Folder(_folder, "photos", 4), Stripes.NetworkFile(_folder));
        string[] command = ["train", photos, "-o", _folder.Path("out"), "--network", network, "--epochs", "1", "--batch", "4"];
        Assert.Contains("is not there", Refusal([.. command, "--resume"]), StringComparison.Ordinal);
        Assert.Equal(ToolProgram.Done, ToolRun.Of(command).Exit);
        var before = FullDisk.Content(_folder.Path("out"));
        Assert.Contains("--resume goes on with it", Refusal(command), StringComparison.Ordinal);
        Assert.Contains("rate is", Refusal([.. command, "--resume", "--rate", "0.5"]), StringComparison.Ordinal);
        _folder.File($"photos/{Stripes.Classes[0]}/new.bmp", Stripes.Image(0, 99));
        Assert.Contains("data is", Refusal([.. command, "--resume"]), StringComparison.Ordinal);
        Assert.Equal(before, FullDisk.Content(_folder.Path("out")));
    }

    [Fact]
    public void Numbers_that_grow_without_end_are_an_error_and_what_was_saved_stays()
    {
        var (photos, network) = (Stripes.Folder(_folder, "photos", 6), Stripes.NetworkFile(_folder));
        var error = Refusal("train", photos, "-o", _folder.Path("out"), "--network", network, "--train", "all", "--optimizer", "sgd", "--rate", "1e38");
        Assert.Contains("epoch", error, StringComparison.Ordinal);
        Assert.Contains("--rate", error, StringComparison.Ordinal);
    }

    [Fact(Explicit = true)]
    public void A_full_disk_leaves_the_epochs_before_which_go_on_elsewhere()
    {
        Assert.SkipUnless(FullDisk.CanBeMade, "file systems of one's own are not to be had here");
        Stripes.Folder(_folder, "photos", 6);
        Stripes.NetworkFile(_folder);
        string[] options = ["--network", "net/network.json", "--epochs", "2", "--batch", "6", "--no-cache"];
        Assert.Equal(ToolProgram.CheckFailed, StoppedTraining.Run(
            1, [_folder.Path("photos"), "-o", _folder.Path("full"), "--network", _folder.Path("net/network.json"), "--epochs", "2", "--batch", "6"]));
        var before = FullDisk.Content(_folder.Path("full"));
        Directory.CreateDirectory(_folder.Path("after"));
        var (codes, errors) = FullDisk.Run(_folder.Name, [$"dotnet exec '{s_tool}' train photos -o full {string.Join(' ', options)} --resume"]);
        Assert.Equal("2", Assert.Single(codes));
        Assert.Contains("No space left on device", errors, StringComparison.Ordinal);
        Assert.Equal(before, FullDisk.Content(_folder.Path("after")));
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM", Explicit = true)]
    public async Task A_signal_ends_it_after_the_step_and_saves(string signal)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "kill sends it");
        var (photos, network) = (Stripes.Folder(_folder, "photos", 8), Stripes.NetworkFile(_folder));
        string[] command = ["train", photos, "-o", _folder.Path("out"), "--network", network, "--epochs", "1000000", "--no-cache"];

        // What a script runs in the background has interrupts ignored, and so has what that starts.
        using var process = Process.Start(new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", "exec", s_tool, .. command])
        {
            RedirectStandardOutput = true,
        })!;
        try
        {
            while (process.StandardOutput.ReadLine()?.StartsWith("Epoch 2 ", StringComparison.Ordinal) != true)
            {
                Assert.False(process.HasExited && process.StandardOutput.Peek() < 0, "it ended by itself");
            }

            Assert.Equal(0, Child.Run("kill", "-" + signal, $"{process.Id}").Exit);
            var said = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            Assert.True(process.WaitForExit(s_patience), $"it did not end within {s_patience}");
            Assert.Equal(ToolProgram.CheckFailed, process.ExitCode);
            Assert.Contains("--resume goes on with the same bits", await said, StringComparison.Ordinal);
            Assert.True(File.Exists(_folder.Path("out/checkpoint")));
        }
        finally
        {
            process.Kill();
        }
    }

    public void Dispose() => _folder.Dispose();

    private static string Refusal(params string[] command)
    {
        var run = ToolRun.Of(command);
        Assert.Equal(ToolProgram.Misused, run.Exit);
        return run.Errors;
    }
}
