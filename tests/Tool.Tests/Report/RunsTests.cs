using System.Text.Json.Nodes;
using MobileNetGen.Tool.Report;
using MobileNetGen.Tool.Tests.Harness;
using Xunit;

namespace MobileNetGen.Tool.Tests.Report;

/// <summary>Two runs on one page.</summary>
public sealed class RunsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_saved_run_stands_beside_a_later_one_block_by_block()
    {
        var (network, run, page) = (Network("mobilenet-v1"), _folder.Path("run.json"), _folder.Path("page.html"));
        var saved = ToolRun.Of("report", network, "-o", page, "--bench", "--save", run);
        Assert.Equal((ToolProgram.Done, ""), (saved.Exit, saved.Errors));

        // A block that took a thousand times as long then is faster now, one that took no time is slower, and a block that is no longer there is told.
        var written = JsonNode.Parse(File.ReadAllText(run))!;
        var blocks = written["blocks"]!.AsArray();
        blocks[0]!["microseconds"] = 1000 * blocks[0]!["microseconds"]!.GetValue<double>();
        blocks[1]!["microseconds"] = 0.001;
        blocks[2]!["title"] = "<gone>";
        File.WriteAllText(run, written.ToJsonString());
        var compared = ToolRun.Of("report", network, "-o", page, "--bench", "--compare", run);
        Assert.Equal((ToolProgram.Done, ""), (compared.Exit, compared.Errors));
        var rows = File.ReadAllText(page).Split("<tr").Where(row => row.Contains("class=\"pair\"", StringComparison.Ordinal)).ToList();
        Assert.Equal(blocks.Count + 1, rows.Count);
        Assert.Contains("class=\"faster\"", rows[0], StringComparison.Ordinal);
        Assert.Contains("class=\"slower\"", rows[1], StringComparison.Ordinal);
        Assert.Contains("<td>–</td>", rows[2], StringComparison.Ordinal);
        Assert.Contains("<td>&lt;gone&gt;</td><td>–</td>", rows[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "is no JSON of a run")]
    [InlineData("{}", "has no times of blocks")]
    [InlineData("""{ "network": "n", "tier": "t", "blocks": [ { "title": "b", "multiplyAdds": 1, "microseconds": 0 } ] }""", "has no times of blocks")]
    [InlineData("""{ "network": "n", "tier": "t", "blocks": [ null ] }""", "has no times of blocks")]
    public void What_is_no_saved_run_is_refused(string text, string message)
    {
        File.WriteAllText(_folder.Path("run.json"), text);
        Assert.Contains(message, Assert.Throws<ToolException>(() => SavedRun.Read(_folder.Path("run.json"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--save")]
    [InlineData("--compare")]
    public void Runs_without_measuring_are_refused(string option)
    {
        var run = ToolRun.Of("report", Network("mobilenet-v1"), "-o", _folder.Path("page.html"), option, _folder.Path("run.json"));
        Assert.Equal(ToolProgram.Misused, run.Exit);
        Assert.Contains($"{option} is of what --bench measures", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Threads_without_measuring_are_refused()
    {
        var run = ToolRun.Of("report", Network("mobilenet-v1"), "-o", _folder.Path("page.html"), "--threads", "2");
        Assert.Equal(ToolProgram.Misused, run.Exit);
        Assert.Contains("--threads is of what --bench measures", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void The_timeline_has_every_block_on_every_thread_that_took_part()
    {
        var page = _folder.Path("page.html");
        Assert.Equal(ToolProgram.Done, ToolRun.Of("report", Network("mobilenet-v1"), "-o", page, "--bench", "--threads", "2").Exit);
        var text = File.ReadAllText(page);
        var start = text.IndexOf("<section id=\"timeline\"", StringComparison.Ordinal);
        var timeline = text[start..text.IndexOf("<section id=\"arena\"", StringComparison.Ordinal)];
        var (spans, blocks) = (timeline.Split("class=\"span").Length - 1, text.Split("<template id=\"block-").Length - 1);
        Assert.True(spans == blocks || spans == 2 * blocks, $"{spans} spans of {blocks} blocks");
    }

    private string Network(string preset) => _folder.File(
        "network.json", System.Text.Encoding.UTF8.GetBytes($$"""{ "preset": "{{preset}}", "width": 0.25, "resolution": 96 }"""));
}
