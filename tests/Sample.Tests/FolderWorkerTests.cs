using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace MobileNetGen.Sample.Tests;

/// <summary>The worker on a folder, as a process of its own.</summary>
public sealed class FolderWorkerTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Images_that_lie_there_and_images_that_come_get_their_answers_and_SIGTERM_ends_the_worker()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the test sends SIGTERM");
        using var folder = new TemporaryFolder();
        var early = folder.File("early.png", await Digit(2));
        using var worker = Process.Start(new ProcessStartInfo("dotnet", [SamplePrograms.Path("FolderWorker"), folder.Name]) { RedirectStandardOutput = true })!;
        try
        {
            var log = worker.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            Assert.Equal(2, (await Answer(early)).GetProperty("digit").GetInt32());

            // As a copy comes: half of the file first, which has no answer, since the rest follows.
            var whole = await Digit(5);
            var late = folder.File("late.png", whole[..(whole.Length / 2)]);
            var broken = folder.File("broken.jpg", "no picture"u8.ToArray());
            await File.WriteAllBytesAsync(late, whole, TestContext.Current.CancellationToken);

            // Where this test is slow, half of it is taken for a broken file, and the whole one is answered anew.
            Assert.Equal(5, (await Answer(late, answer => answer.TryGetProperty("digit", out _))).GetProperty("digit").GetInt32());
            Assert.Contains("no image that is known", (await Answer(broken)).GetProperty("error").GetString(), StringComparison.Ordinal);

            Child.Run("kill", "-TERM", $"{worker.Id}");
            await worker.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(s_patience, TestContext.Current.CancellationToken);
            Assert.True(worker.ExitCode == 0, await log);
        }
        finally
        {
            // A worker that outlives its test would keep the test program's own output open, and whoever reads that waiting.
            worker.Kill();
        }
    }

    [Fact]
    public async Task Without_a_folder_it_says_what_it_does_and_answers_the_digits_that_came_with_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the test sends SIGTERM");
        using var worker = Process.Start(new ProcessStartInfo("dotnet", [SamplePrograms.Path("FolderWorker")]) { RedirectStandardOutput = true })!;
        try
        {
            Assert.StartsWith("FolderWorker FOLDER: ", await Line(worker), StringComparison.Ordinal);
            var said = await Line(worker);
            var folder = said[said.IndexOf(Path.GetTempPath(), StringComparison.Ordinal)..said.IndexOf(';', StringComparison.Ordinal)];
            for (var digit = 0; digit < 10; digit++)
            {
                Assert.Equal(digit, (await Answer(Path.Combine(folder, $"digit_{digit}.png"))).GetProperty("digit").GetInt32());
            }

            Child.Run("kill", "-TERM", $"{worker.Id}");
            var rest = worker.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await worker.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(s_patience, TestContext.Current.CancellationToken);
            Assert.True(worker.ExitCode == 0, await rest);
            Directory.Delete(folder, recursive: true);
        }
        finally
        {
            worker.Kill();
        }
    }

    [Fact]
    public void A_folder_that_is_not_there_is_refused()
    {
        var run = Child.Run("dotnet", SamplePrograms.Path("FolderWorker"), "absent");
        Assert.Equal((2, ""), (run.Exit, run.Output));
        Assert.Contains("the folder must exist", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pipes_links_and_files_that_may_not_be_read_get_a_reason_and_stop_nobody()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the test makes pipes and links");
        using var folder = new TemporaryFolder();
        using var elsewhere = new TemporaryFolder();
        var kept = elsewhere.File("kept.txt", "keep this"u8.ToArray());
        var pipe = Path.Combine(folder.Name, "pipe.png");
        Child.Run("mkfifo", pipe);
        var link = Path.Combine(folder.Name, "link.png");
        File.CreateSymbolicLink(link, elsewhere.File("digit.png", await Digit(4)));
        var through = folder.File("through.png", await Digit(6));
        File.CreateSymbolicLink(through + ".json", kept);
        File.SetLastWriteTimeUtc(kept, DateTime.UnixEpoch);
        var waited = folder.File("waited.png", await Digit(3));
        Child.Run("mkfifo", waited + ".json");
        using var worker = Process.Start(new ProcessStartInfo("dotnet", [SamplePrograms.Path("FolderWorker"), folder.Name]) { RedirectStandardOutput = true })!;
        try
        {
            var log = worker.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            Assert.Contains("no regular file", (await Answer(pipe)).GetProperty("error").GetString(), StringComparison.Ordinal);
            Assert.Contains("links are not followed", (await Answer(link)).GetProperty("error").GetString(), StringComparison.Ordinal);
            var started = Stopwatch.StartNew();
            while (new FileInfo(through + ".json").LinkTarget is not null)
            {
                Assert.True(started.Elapsed < s_patience, "the link was not replaced");
                await Task.Delay(20, TestContext.Current.CancellationToken);
            }

            Assert.Equal(6, (await Answer(through)).GetProperty("digit").GetInt32());
            while (new FileInfo(waited + ".json").Length == 0)
            {
                Assert.True(started.Elapsed < s_patience, "the pipe was not replaced");
                await Task.Delay(20, TestContext.Current.CancellationToken);
            }

            Assert.Equal(3, (await Answer(waited)).GetProperty("digit").GetInt32());
            Assert.Equal("keep this", await File.ReadAllTextAsync(kept, TestContext.Current.CancellationToken));

            // Moved and not deleted: a deletion fails where the worker writes an answer in the middle of it.
            Directory.Move(folder.Name, Path.Combine(elsewhere.Name, "moved"));
            await worker.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(s_patience, TestContext.Current.CancellationToken);
            Assert.True(worker.ExitCode == 1, await log);
            Directory.CreateDirectory(folder.Name);
        }
        finally
        {
            worker.Kill();
        }
    }

    private static async Task<string> Line(Process worker) =>
        await worker.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) ?? throw new EndOfStreamException("the worker said nothing more");

    private static Task<byte[]> Digit(int digit) => File.ReadAllBytesAsync(SampleRun.Example(digit), TestContext.Current.CancellationToken);

    private static async Task<JsonElement> Answer(string image, Func<JsonElement, bool>? isExpected = null)
    {
        for (var started = Stopwatch.StartNew(); ;)
        {
            if (File.Exists(image + ".json")
                && JsonElement.Parse(await File.ReadAllTextAsync(image + ".json", TestContext.Current.CancellationToken)) is var answer
                && isExpected?.Invoke(answer) != false)
            {
                return answer;
            }

            Assert.True(started.Elapsed < s_patience, $"{image} has no answer");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
