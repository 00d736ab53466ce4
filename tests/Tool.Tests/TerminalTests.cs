using System.Diagnostics;
using System.Text.RegularExpressions;
using MobileNetGen.CommandLine;
using Spectre.Console;
using Xunit;

namespace MobileNetGen.Tool.Tests;

/// <summary>What a terminal is told while work is under way, and how wide tables are in it.</summary>
public sealed partial class TerminalTests
{
    private static readonly string s_tool = Path.Combine(AppContext.BaseDirectory, "mobilenetgen.dll");

    [Fact]
    public void Work_that_lasts_is_named_beside_the_errors_and_not_in_the_output()
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var terminal = new Terminal(output, errors) { IsLive = true, Patience = TimeSpan.Zero };
        var answer = terminal.While("Importing [x].onnx", () =>
        {
            SpinWait.SpinUntil(() => errors.ToString().Length > 0, TimeSpan.FromSeconds(30));
            return 7;
        });
        Assert.Equal(7, answer);
        Assert.Contains("Importing [x].onnx", errors.ToString(), StringComparison.Ordinal);
        Assert.Equal("", output.ToString());
    }

    [Theory]
    [InlineData(true, 60)]
    [InlineData(false, 0)]
    public void Work_that_is_short_or_that_nobody_watches_is_not(bool isLive, int seconds)
    {
        using var errors = new StringWriter();
        var terminal = new Terminal(TextWriter.Null, errors) { IsLive = isLive, Patience = TimeSpan.FromSeconds(seconds) };
        terminal.While("Importing", () => { });
        Assert.Equal("", errors.ToString());
    }

    [Fact]
    public void What_is_drawn_after_the_work_has_ended_is_dropped()
    {
        var output = new StringWriter();
        var console = new Terminal(output, TextWriter.Null).Live(console =>
        {
            console.Write("while it works");
            return console;
        });
        output.Dispose();
        console.Write("later");
        Assert.Equal("while it works", output.ToString());
    }

    [Fact]
    public void An_error_of_the_work_is_the_works_own()
    {
        var terminal = new Terminal(TextWriter.Null, new StringWriter()) { IsLive = true, Patience = TimeSpan.Zero };
        Assert.Throws<ToolException>(() => terminal.While("Importing", () => throw new ToolException("x")));
    }

    [Theory]
    [InlineData("40", 30, 40)]
    [InlineData("200", 81, 200)]
    [InlineData("none", 70, 80)]
    public void A_table_is_as_wide_as_COLUMNS_says(string columns, int least, int most)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", s_tool, "summary", "network.json"])
        {
            WorkingDirectory = Repository.Root,
            Environment = { ["COLUMNS"] = columns },
        };
        var run = Child.Run(start);
        Assert.Equal(0, run.Exit);
        Assert.InRange(run.Output.Split('\n').Max(line => line.Length), least, most);
    }
    /// <summary>The lines for bash that the page shows, typed there.</summary>
    [Theory]
    [InlineData("mobilenetgen sum", "summary")]
    [InlineData("mobilenetgen summary --sch", "--schedule")]
    [InlineData("mobilenetgen run network.json --layout n", "nchw nhwc")]
    public void A_shell_completes_what_is_typed(string typed, string completed)
    {
        Assert.SkipUnless(Child.IsOnPath("bash"), "bash is not installed");
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "tool.md"));
        var script = $"mobilenetgen() {{ dotnet exec '{s_tool}' \"$@\"; }}\n{Bash().Match(page).Groups["text"].Value}\n"
            + $"COMP_LINE='{typed}' COMP_POINT={typed.Length}; _mobilenetgen; echo \"${{COMPREPLY[*]}}\"";
        var run = Child.Run("bash", "-c", script);
        Assert.Equal((0, completed + "\n"), (run.Exit, run.Output));
    }

    [GeneratedRegex("^```bash\n(?<text>.*?)^```\n", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Bash();
}
