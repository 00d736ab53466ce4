using System.Globalization;
using Xunit;

namespace MobileNetGen.Tool.Tests.Truth;

/// <summary>Quantised ONNX files give ONNX Runtime's answers: exactly where all layers are convolutions of integers, within one step elsewhere.</summary>
public sealed class OnnxIntegerTruthTests
{
    [Fact]
    public void Every_value_is_within_one_step_of_ONNX_Runtimes()
    {
        Assert.SkipWhen(TruthCase.Shared is null, "the folder of files with answers is not there");
        var runs = TruthCase.In("truth/onnx").Where(TruthOnnx.IsQuantised)
            .Where(TruthTests.IsAsked)
            .Select(truth => IntegerRun.Of(truth, "out", "onnxruntime", TruthOnnx.IsOfConvolutions(truth.Model) ? 0 : 1))
            .ToList();
        if (Environment.GetEnvironmentVariable("MOBILENETGEN_TRUTH_REPORT") is { Length: > 0 } target)
        {
            Directory.CreateDirectory(target);
            File.WriteAllLines(
                Path.Combine(target, "integers-onnxruntime.tsv"),
                runs.Select(run => string.Create(CultureInfo.InvariantCulture, $"{run.Case.Name}\t{run.Verdict}\t{run.Detail.ReplaceLineEndings(" ")}")));
        }

        Assert.Empty(runs.Where(run => run.Verdict is TruthVerdict.Wrong or TruthVerdict.Crashed).Select(run => $"{run.Case} {run.Verdict}: {run.Detail}"));
    }
}
