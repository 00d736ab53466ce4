using Xunit;

namespace MobileNetGen.Sample.Tests;

/// <summary>The plain page, published and opened in Chromium. <c>MOBILENETGEN_ACCEPT=1</c> takes its picture anew.</summary>
public sealed class BrowserTests
{
    /// <summary>Of the page's own clock, which runs ahead while WebAssembly is compiled beside it: a minute was over before that in one run of three.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromHours(1);

    [Fact(Explicit = true)]
    public void The_page_reads_the_digit_that_is_drawn_on_it()
    {
        Assert.SkipWhen(Browser.Program is null, "neither chromium nor chromium-headless-shell is installed");
        using var folder = new TemporaryFolder();
        var publishing = Child.Run(
            "dotnet", "publish", Path.Combine(Repository.Root, "samples", "Browser"), "-c", Repository.Configuration, "-o", folder.Name, "-nologo");
        Assert.True(publishing.Exit == 0, publishing.Output + publishing.Errors);
        Assert.DoesNotContain("warning", publishing.Output, StringComparison.OrdinalIgnoreCase);
        using var server = new PageServer(folder.Path("wwwroot"));
        var page = Browser.Elements(server.Address, s_patience);
        Assert.Matches("<ol id=\"answers\"[^>]*><li>7 [5-9][0-9]\\.[0-9] %</li>", page);
        Assert.Contains("<p id=\"said\"></p>", page, StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("MOBILENETGEN_ACCEPT") == "1")
        {
            Browser.Picture(server.Address, SamplePictureTests.PictureOf("browser"), SamplePictureTests.Width, 520, patience: s_patience);
        }
    }

    [Fact]
    public void The_picture_of_the_page_is_shown_and_not_large() => SamplePictureTests.AssertShown("browser", 520);
}
