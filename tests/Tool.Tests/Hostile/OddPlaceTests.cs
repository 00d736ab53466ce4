using MobileNetGen.Tool.Tests.Formats;
using MobileNetGen.Tool.Tests.Harness;
using Xunit;

namespace MobileNetGen.Tool.Tests.Hostile;

/// <summary>The tool as a process whose surroundings are broken: it says so in a line, and never ends with a crash.</summary>
public sealed class OddPlaceTests : IDisposable
{
    private static readonly string s_tool = $"dotnet '{Path.Combine(AppContext.BaseDirectory, "mobilenetgen.dll")}'";

    private readonly TemporaryFolder _folder = new();

    public OddPlaceTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the test uses a shell's redirections");
        _folder.File("tiny.onnx", TinyOnnx.Bytes());
        _folder.File("net.json", """{ "input": { "height": 8, "width": 8, "channels": 3 }, "layers": [{ "kind": "relu" }] }"""u8.ToArray());
    }

    [Theory]
    [InlineData("summary net.json >&-", 2, "error: the standard output cannot be written to: it is closed.")]
    [InlineData("--help >&-", 2, "error: the standard output cannot be written to: it is closed.")]
    [InlineData("summary net.json > /dev/full", 2, "error: the standard output cannot be written to: No space left on device")]
    [InlineData("summary net.json >&- 2>&-", 2, "")]
    [InlineData("summary net.json <&- >&- 2>&-", 2, "")]
    [InlineData("summary none.json 2>&-", 2, "")]
    [InlineData("summary none.json 2> /dev/full", 2, "")]
    [InlineData("summary net.json <&- > /dev/null", 0, "")]
    public void Streams_that_are_closed_or_full_are_an_error_and_no_crash(string call, int exit, string said)
    {
        var run = Shell($"{s_tool} {call}");
        Assert.Equal((exit, said), (run.Exit, run.Errors.TrimEnd()));
    }

    [Fact]
    public void Whoever_reads_only_the_first_line_gets_it()
    {
        var run = Shell($"{s_tool} --help | head -n 1; exit ${{PIPESTATUS[0]}}");
        Assert.Equal((0, "Description:", ""), (run.Exit, run.Output.TrimEnd(), run.Errors));
    }

    [Theory]
    [InlineData("summary net.json", 2)]
    [InlineData("import tiny.onnx -o out", 2)]
    [InlineData("report PLACE/net.json", 2)]
    [InlineData("report PLACE/net.json -o PLACE/page.html", 0)]
    public void A_working_directory_that_was_deleted_is_said(string call, int exit)
    {
        var run = Shell($"mkdir gone && cd gone && rmdir ../gone && {s_tool} {call.Replace("PLACE", _folder.Name, StringComparison.Ordinal)}");
        Assert.Equal(exit, run.Exit);
        Assert.Equal(exit != 0, run.Errors.Contains("was deleted", StringComparison.Ordinal));
    }

    /// <summary>None of them sees half of what another wrote, and what stays is whole.</summary>
    [Fact]
    public void Four_imports_into_one_folder_at_once_leave_one_whole_network()
    {
        var run = Shell(AtOnce($"{s_tool} import tiny.onnx -o out --preprocess unit"));
        Assert.Equal((0, ""), (run.Exit, run.Errors));
        Assert.Equal(
            ["import.md", "network.json", "weights.safetensors"],
            Directory.EnumerateFileSystemEntries(_folder.Path("out")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(0, ToolRun.Of("verify", _folder.Path("out/network.json"), "--against", _folder.Path("tiny.onnx")).Exit);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Four times, and the exit code of one that fails.</summary>
    private static string AtOnce(string command) => "for i in 1 2 3 4; do " + command + " & all=\"$all $!\"; done; for one in $all; do wait $one || exit; done";

    private Child Shell(string script) => Child.Run("bash", "-c", $"cd '{_folder.Name}' && {script}");
}
