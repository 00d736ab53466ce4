using System.Buffers.Binary;
using System.Globalization;
using System.Text.RegularExpressions;
using MobileNetGen.Tool.Report;
using MobileNetGen.Tool.Tests.Harness;
using Xunit;

namespace MobileNetGen.Tool.Tests.Report;

/// <summary>The page, as text and in a browser.</summary>
public sealed partial class ReportTests(ReportTests.V2 v2) : IClassFixture<ReportTests.V2>
{
    private const string Branches = """
        {
          "name": "<script>alert(1)</script>",
          "input": { "height": 8, "width": 8, "channels": 3 },
          "layers": [
            { "kind": "conv", "name": "a\"><b>", "filters": 4, "kernel": 3 },
            { "kind": "maxPool", "name": "p", "kernel": 3, "stride": 1, "padding": "same" },
            { "kind": "add", "name": "sum", "inputs": ["a\"><b>", "p"] },
            { "kind": "flatten", "name": "flat" },
            { "kind": "dense", "name": "d", "units": 2 }
          ],
          "outputs": [ { "name": "y", "layer": "d" }, { "name": "map", "layer": "sum" }, { "name": "again", "layer": "d" } ]
        }
        """;

    [Fact]
    public void The_page_asks_for_no_other_file_and_may_not()
    {
        Assert.DoesNotMatch("(src|href)=|@import|url\\(|fetch\\(|https?://", WithoutCode(v2.Page));
        Assert.Contains("default-src 'none'", v2.Page, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_block_is_in_the_graph_with_its_facts_and_its_code()
    {
        var blocks = Templates().Matches(v2.Page);
        Assert.Equal(20, blocks.Count);
        Assert.All(blocks, block => Assert.Contains($"id=\"{block.Groups["kernel"].Value}\">", v2.Page, StringComparison.Ordinal));
        Assert.All(blocks, block => Assert.Contains($"<g data-block=\"{block.Groups["block"].Value}\" class=\"block\"", v2.Page, StringComparison.Ordinal));
        Assert.Contains("<dd>3,538,984</dd>", v2.Page, StringComparison.Ordinal);
        Assert.Contains("<dd>300,774,272</dd>", v2.Page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_slowest_block_is_told_first()
    {
        var times = Times().Matches(v2.Page)
            .Select(time => (Block: time.Groups["block"].Value, Microseconds: double.Parse(time.Groups["time"].Value, CultureInfo.InvariantCulture)))
            .ToList();
        Assert.Equal(20, times.Count);
        var told = Headline().Match(v2.Page).Groups["block"].Value;
        Assert.Equal(times.Max(time => time.Microseconds), times.Single(time => time.Block == told).Microseconds);
        Assert.Contains($"<li data-block=\"{told}\" class=\"most\" ", v2.Page, StringComparison.Ordinal);
    }

    [Fact]
    public void In_a_browser_a_click_on_the_slowest_block_opens_its_code()
    {
        Assert.SkipWhen(Browser.Program is null, "neither chromium nor chromium-headless-shell is installed");
        var told = Headline().Match(v2.Page).Groups["block"].Value;
        var clicked = v2.Folder.File("clicked.html", System.Text.Encoding.UTF8.GetBytes(
            v2.Page.Replace("</body>", "<script>document.querySelector('.bars .most').click()</script></body>", StringComparison.Ordinal)));
        var (closed, opened) = (Browser.Elements(v2.Path), Browser.Elements(clicked));
        Assert.Matches("<aside id=\"panel\"[^>]* hidden", closed);
        Assert.DoesNotMatch("<aside id=\"panel\"[^>]* hidden", opened);
        Assert.Matches($"<div id=\"facts\">\\s*<h2>{told}\\. ", opened);
        Assert.Matches("<pre id=\"code\" tabindex=\"0\"><i>// &lt;auto-generated/&gt;</i>", opened);
    }

    [Fact]
    public void In_a_browser_the_page_is_drawn()
    {
        Assert.SkipWhen(Browser.Program is null, "neither chromium nor chromium-headless-shell is installed");
        var picture = v2.Folder.Path("page.png");
        Browser.Picture(v2.Path, picture);
        var png = File.ReadAllBytes(picture);
        Assert.Equal((1200u, 1600u), (BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(20))));

        // An empty page of this size has 9 kB.
        Assert.True(png.Length > 100_000, $"{png.Length} bytes show hardly anything");
    }

    [Fact]
    public void Names_from_a_file_are_text_and_branches_copies_and_views_are_drawn()
    {
        using var folder = new TemporaryFolder();
        var run = ToolRun.Of("report", folder.File("network.json", System.Text.Encoding.UTF8.GetBytes(Branches)), "-o", folder.Path("page.html"));
        Assert.Equal((ToolProgram.Done, ""), (run.Exit, run.Errors));
        var page = File.ReadAllText(folder.Path("page.html"));
        Assert.DoesNotContain("alert(1)</script>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("\"><b>", page, StringComparison.Ordinal);
        Assert.Contains("<h1>&lt;script&gt;alert(1)&lt;/script&gt;</h1>", page, StringComparison.Ordinal);
        Assert.Equal(5, Templates().Count(page));
        Assert.Contains("Where the work is", page, StringComparison.Ordinal);
        Assert.Contains("again: copy of d", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mobilenet-v2", 10, 0)]
    [InlineData("mobilenet-v3-small", 6, 9)]
    public void Residuals_and_gates_of_the_papers_are_drawn_as_such(string preset, int residuals, int gates)
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("network.json", System.Text.Encoding.UTF8.GetBytes($$"""{ "preset": "{{preset}}" }"""));
        Assert.Equal(ToolProgram.Done, ToolRun.Of("report", file, "-o", folder.Path("page.html")).Exit);
        var page = File.ReadAllText(folder.Path("page.html"));
        Assert.Equal((residuals, gates), (Regex.Count(page, "class=\"edge residual\""), Regex.Count(page, "class=\"edge gate\"")));
    }

    [Fact]
    public void Code_is_coloured_and_is_still_the_code()
    {
        var code = HighlightedCode.Of("/* <a> */ if (x < 1.5f) { Y = \"&\"; }");
        Assert.Equal("<i>/* &lt;a&gt; */</i> <b>if</b> (x &lt; <s>1.5f</s>) { <u>Y</u> = <q>\"&amp;\"</q>; }", code);
    }

    [Fact]
    public void Times_of_a_network_of_several_outputs_are_refused()
    {
        using var folder = new TemporaryFolder();
        var run = ToolRun.Of("report", folder.File("network.json", System.Text.Encoding.UTF8.GetBytes(Branches)), "-o", folder.Path("page.html"), "--bench");
        Assert.Equal(ToolProgram.Misused, run.Exit);
        Assert.Contains("--bench measures networks of one input and one output; this one has 1 and 3", run.Errors, StringComparison.Ordinal);
    }

    /// <summary>Generated code may name what it likes.</summary>
    private static string WithoutCode(string page) => Code().Replace(page, "");

    [GeneratedRegex("<template id=\"block-(?<block>\\d+)\" data-kernel=\"(?<kernel>kernel-\\d+)\">")]
    private static partial Regex Templates();

    [GeneratedRegex("<template id=\"kernel-\\d+\">.*?</template>", RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex("<template id=\"block-(?<block>\\d+)\".*?<dt>time</dt><dd>(?<time>[0-9.]+) µs</dd>", RegexOptions.Singleline)]
    private static partial Regex Times();

    [GeneratedRegex("Slowest: <button data-block=\"(?<block>\\d+)\">")]
    private static partial Regex Headline();

    /// <summary>MobileNetV2 1.0/224, measured.</summary>
    public sealed class V2 : IDisposable
    {
        internal TemporaryFolder Folder { get; } = new();

        internal string Path => Folder.Path("report.html");

        internal string Page { get; }

        public V2()
        {
            var run = ToolRun.Of("report", Folder.File("v2.json", """{ "preset": "mobilenet-v2" }"""u8.ToArray()), "-o", Path, "--bench");
            Assert.Equal((ToolProgram.Done, ""), (run.Exit, run.Errors));
            Page = File.ReadAllText(Path);
        }

        public void Dispose() => Folder.Dispose();
    }
}
