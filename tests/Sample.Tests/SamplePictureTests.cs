using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Xunit;

namespace MobileNetGen.Sample.Tests;

/// <summary>
/// The pictures of samples/README.md: what the programs print, and what they were shown. <c>MOBILENETGEN_ACCEPT=1</c> takes them anew, which needs
/// Chromium.
/// </summary>
public sealed partial class SamplePictureTests
{
    private const int MaxBytes = 100_000;
    internal const int Width = 860;
    private const int WorkerHeight = 395;
    private const int TransferHeight = 430;
    private const string Worker = "folder-worker";
    private const string Transfer = "transfer-learning";

    private static readonly string s_samples = Path.Combine(Repository.Root, "samples");

    private static bool Takes => Environment.GetEnvironmentVariable("MOBILENETGEN_ACCEPT") == "1" && Browser.Program is not null;

    [Fact]
    public async Task The_page_shows_what_the_worker_says()
    {
        if (Takes)
        {
            Take(Worker, WorkerHeight, $"<pre>$ dotnet run -c Release --project samples/FolderWorker\n{WebUtility.HtmlEncode(await WorkerOutput())}</pre>");
        }

        AssertShown(Worker, WorkerHeight);
    }

    [Fact]
    public void The_page_shows_drawings_with_the_names_that_were_learnt()
    {
        if (Takes && Repository.Models is not null)
        {
            Take(Transfer, TransferHeight, DrawingsWithNames());
        }

        AssertShown(Transfer, TransferHeight);
    }

    internal static void AssertShown(string name, int height)
    {
        var png = File.ReadAllBytes(PictureOf(name));
        Assert.InRange(png.Length, 1, MaxBytes);
        Assert.Equal((uint)Width, BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(16)));
        Assert.Equal((uint)height, BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(20)));
        Assert.Contains($"(pictures/{name}.png)", File.ReadAllText(Path.Combine(s_samples, "README.md")), StringComparison.Ordinal);
    }

    internal static string PictureOf(string name) => Path.Combine(s_samples, "pictures", name + ".png");

    private static void Take(string name, int height, string body)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(s_samples, "pictures"));
        var page = folder.File("page.html", Encoding.UTF8.GetBytes($$"""
            <!DOCTYPE html><meta charset="utf-8"><style>
            body { margin: 0; padding: 16px; background: #16181d; color: #d8dee9; font: 15px/1.35 monospace }
            pre { margin: 0; white-space: pre-wrap }
            figure { display: inline-block; width: 195px; margin: 0 0 14px 0; text-align: center }
            img { display: block; width: 128px; margin: 0 auto 4px; image-rendering: pixelated }
            </style>{{body}}
            """));
        Browser.Picture(page, PictureOf(name), Width, height, dark: true);
    }

    /// <summary>The sentences that it begins with, and a line for each answer.</summary>
    private static async Task<string> WorkerOutput()
    {
        using var worker = Process.Start(new ProcessStartInfo("dotnet", [SamplePrograms.Path("FolderWorker")]) { RedirectStandardOutput = true })!;
        var said = new StringBuilder();
        while (!said.ToString().Contains("shows a 9", StringComparison.Ordinal))
        {
            said.AppendLine(await worker.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken)
                ?? throw new EndOfStreamException($"the worker ended:\n{said}"));
        }

        worker.Kill();
        var folder = Inbox().Match(said.ToString()).Value;
        Directory.Delete(folder, recursive: true);
        return said.Replace(folder, "/tmp/mobilenetgen-inbox").ToString();
    }

    private static string DrawingsWithNames()
    {
        using var folder = new TemporaryFolder();
        var random = new Random(5);
        Drawings.Draw(folder, "training", random, Drawings.Shapes);
        List<string> unseen = [.. Drawings.Draw(folder, "unseen", random, Drawings.Shapes).Where((_, index) => index % 12 == 0)];
        string[] weights = ["--weights", Path.GetFullPath(Repository.Model("derived/mobilenet_v1_0.25_128.safetensors"))];
        var head = folder.Path("head.safetensors");
        var training = Child.Run("dotnet", [SamplePrograms.Path("TransferLearning"), "train", folder.Path("training"), "-o", head, .. weights]);
        Assert.True(training.Exit == 0, training.Errors);
        var answers = Child.Run("dotnet", [SamplePrograms.Path("TransferLearning"), "classify", head, .. unseen, .. weights]);
        Assert.True(answers.Exit == 0, answers.Errors);
        var page = new StringBuilder($"<pre>{WebUtility.HtmlEncode(training.Output.Split(';')[0])}</pre><br>");
        foreach (var (file, answer) in unseen.Zip(answers.Output.Split('\n')))
        {
            // Within the page, since the file goes with this method.
            var drawing = Convert.ToBase64String(File.ReadAllBytes(file));
            page.Append(CultureInfo.InvariantCulture, $"<figure><img src=\"data:image/png;base64,{drawing}\">{answer[(file.Length + 2)..]}</figure>");
        }

        return page.ToString();
    }

    [GeneratedRegex("/[^ ;\n]*mobilenetgen-inbox[^ ;\n]*")]
    private static partial Regex Inbox();
}
