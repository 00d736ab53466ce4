using System.Diagnostics;
using Xunit;

namespace MobileNetGen.Tool.Tests.Hostile;

/// <summary>Fuzzing by coverage begins with what it needs, and says what is missing; what it does then takes minutes.</summary>
public sealed class FuzzScriptTests : IDisposable
{
    private static readonly string s_script = Path.Combine(Repository.Root, "benchmarks", "fuzz-coverage.sh");

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("", "a format is needed")]
    [InlineData("onnx 0", "\"0\" is no number of minutes; a whole number above 0 is accepted")]
    [InlineData("onnx 1.5", "\"1.5\" is no number of minutes")]
    [InlineData("onnx 1", "afl-fuzz is not on the path. Debian and Ubuntu have it in the package afl++")]
    public void What_is_wrong_or_missing_is_said(string arguments, string said)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the script is one of a Unix shell");
        foreach (var program in new[] { "bash", "dirname", "realpath" })
        {
            File.CreateSymbolicLink(_folder.Path(program), Child.Run("which", program).Output.Trim());
        }

        var run = Child.Run(new ProcessStartInfo("/bin/bash", [s_script, .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)])
        {
            Environment = { ["PATH"] = _folder.Name },
        });
        Assert.Equal((2, ""), (run.Exit, run.Output));
        Assert.StartsWith($"error: {said}", run.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
