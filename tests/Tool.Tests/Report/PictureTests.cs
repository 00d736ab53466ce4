using System.Buffers.Binary;
using MobileNetGen.Tool.Tests.Harness;
using Xunit;

namespace MobileNetGen.Tool.Tests.Report;

/// <summary>The pictures of the report's page in the documentation. <c>MOBILENETGEN_ACCEPT=1</c> takes them anew, which needs Chromium.</summary>
public sealed class PictureTests
{
    private const int MaxBytes = 150_000;

    private const string Numbers = "#activations";

    private static readonly string s_folder = Path.Combine(Repository.Root, "docs", "pictures");

    /// <summary>Name, size, whether it is dark, the block that is open, and the sections that are shown; all for none.</summary>
    private static readonly (string Name, int Width, int Height, bool Dark, string Place, string Sections)[] s_pictures =
    [
        ("report", 1100, 640, false, "", ""),
        ("report-code", 1100, 460, true, "#block-6", ""),
        ("report-roofline", 1280, 780, false, "", "#roofline, #timeline"),
        ("report-arena", 1280, 590, true, "", "#arena"),
        ("report-numbers", 1024, 430, false, "", Numbers),
        ("report-phone", 390, 780, false, "", ""),
    ];

    [Fact]
    public void The_page_of_the_report_shows_each_picture_and_none_is_large()
    {
        if (Environment.GetEnvironmentVariable("MOBILENETGEN_ACCEPT") == "1" && Browser.Program is not null)
        {
            Take();
        }

        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "report.md"));
        foreach (var (name, width, height, _, _, _) in s_pictures)
        {
            var png = File.ReadAllBytes(Path.Combine(s_folder, name + ".png"));
            Assert.InRange(png.Length, 1, MaxBytes);
            Assert.Equal((uint)width, BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(16)));
            Assert.Equal((uint)height, BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(20)));
            Assert.Contains($"(pictures/{name}.png)", page, StringComparison.Ordinal);
        }

        Assert.Equal(s_pictures.Select(picture => picture.Name + ".png").Order(), Directory.GetFiles(s_folder).Select(Path.GetFileName).Order());
    }

    private static void Take()
    {
        using var folder = new TemporaryFolder();
        var (page, digits, samples) = (folder.Path("page.html"), folder.Path("digits.html"), Path.Combine(Repository.Root, "src", "Sample"));
        var network = folder.File("mobilenet-v3-large.json", """{ "preset": "mobilenet-v3-large" }"""u8.ToArray());
        Make(network, "-o", page, "--bench", "--threads", "2");
        Make(
            Path.Combine(samples, "digits.json"), "-o", digits, "--weights", Path.Combine(samples, "digits.safetensors"), "--sample",
            Path.Combine(samples, "examples", "digit_3.png"));
        Directory.CreateDirectory(s_folder);
        foreach (var (name, width, height, dark, place, sections) in s_pictures)
        {
            var style = sections.Length == 0 ? "" : $"<style>header, footer, section:not({sections}) {{ display: none }}</style>";
            var shown = folder.File(name + ".html", System.Text.Encoding.UTF8.GetBytes(
                File.ReadAllText(sections == Numbers ? digits : page).Replace("</body>", style + "</body>", StringComparison.Ordinal)));
            Browser.Picture(shown, Path.Combine(s_folder, name + ".png"), width, height, dark, place);
        }
    }

    private static void Make(params string[] args)
    {
        var run = ToolRun.Of(["report", .. args]);
        Assert.Equal((ToolProgram.Done, ""), (run.Exit, run.Errors));
    }
}
