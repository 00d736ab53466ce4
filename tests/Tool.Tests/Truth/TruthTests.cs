using System.Globalization;
using System.IO.Enumeration;
using Xunit;

namespace MobileNetGen.Tool.Tests.Truth;

/// <summary>
/// No file that another tool saved gives a wrong number without a word: it gives its own answer, or is refused. All files where the variable
/// MOBILENETGEN_TRUTH says <c>all</c>, or those whose names, with or without their folder (<c>truth/keras/*</c>),
/// match what it says; every twentieth without it.
/// </summary>
public sealed class TruthTests
{
    private const int Every = 20;

    private static readonly string? s_asked = Environment.GetEnvironmentVariable("MOBILENETGEN_TRUTH");

    [Theory]
    [InlineData("truth/onnx")]
    [InlineData("truth/tflite")]
    [InlineData("truth/keras")]
    [InlineData("truth/realnets")]
    [InlineData("truth/reports")]
    [InlineData("cases/onnx")]
    [InlineData("cases/tflite")]
    public void EveryFileIsRightOrRefused(string folder)
    {
        Assert.SkipWhen(TruthCase.Shared is null, "the folder of files with answers is not there");
        var runs = TruthCase.In(folder).Where(IsAsked).Select(TruthRun.Of).ToList();
        Write(folder, runs);
        Assert.Empty(runs.Where(run => run.Verdict is TruthVerdict.Wrong or TruthVerdict.Crashed).Select(run => $"{run.Case} {run.Verdict}: {run.Detail}"));
    }

    /// <summary>Whether a file's turn it is.</summary>
    internal static bool IsAsked(TruthCase truth, int index) => s_asked switch
    {
        null => index % Every == 0,
        "all" => true,
        var pattern => FileSystemName.MatchesSimpleExpression(pattern, truth.Name) || FileSystemName.MatchesSimpleExpression(pattern, $"{truth}"),
    };

    /// <summary>A table of all verdicts, where the variable MOBILENETGEN_TRUTH_REPORT names a folder for it.</summary>
    private static void Write(string folder, List<TruthRun> runs)
    {
        if (Environment.GetEnvironmentVariable("MOBILENETGEN_TRUTH_REPORT") is { Length: > 0 } target)
        {
            Directory.CreateDirectory(target);
            File.WriteAllLines(
                Path.Combine(target, folder.Replace('/', '-') + ".tsv"),
                runs.Select(run => string.Create(CultureInfo.InvariantCulture, $"{run.Case.Name}\t{run.Verdict}\t{run.Detail.ReplaceLineEndings(" ")}")));
        }
    }
}
