using System.Globalization;
using Xunit;

namespace MobileNetGen.Tool.Tests.Truth;

/// <summary>Quantised files give the integers that their own engine gives, in every value.</summary>
public sealed class IntegerTruthTests
{
    /// <summary>TensorFlow Lite's reference kernel of SUM is wrong by up to half of the range.</summary>
    private const string BrokenThere = "sum_hw_i8";

    [Theory]
    [InlineData("xnnpack", "tflite")]
    [InlineData("reference", "tflite-reference")]
    public void Every_value_is_the_engines_own(string engine, string arithmetic)
    {
        Assert.SkipWhen(TruthCase.Shared is null, "the folder of files with answers is not there");
        var runs = TruthCase.In("truth/tflite")
            .Where(TruthTests.IsAsked)
            .Where(truth => truth.Name != BrokenThere || engine != "reference")
            .Select(truth => IntegerRun.Of(truth, engine, arithmetic)).ToList();
        if (Environment.GetEnvironmentVariable("MOBILENETGEN_TRUTH_REPORT") is { Length: > 0 } target)
        {
            Directory.CreateDirectory(target);
            File.WriteAllLines(
                Path.Combine(target, $"integers-{arithmetic}.tsv"),
                runs.Select(run => string.Create(CultureInfo.InvariantCulture, $"{run.Case.Name}\t{run.Verdict}\t{run.Detail.ReplaceLineEndings(" ")}")));
        }

        Assert.Empty(runs.Where(run => run.Verdict is TruthVerdict.Wrong or TruthVerdict.Crashed).Select(run => $"{run.Case} {run.Verdict}: {run.Detail}"));
    }
}
