using System.Globalization;
using System.Text;

namespace MobileNetGen.Tool.Tests.Models;

/// <summary>The page of the documentation that says how imported models do.</summary>
internal static class ResultsTable
{
    /// <summary>What is after this belongs to other tests.</summary>
    private const string Published = "\n## Inside published packages\n";

    /// <param name="page">The page as it is.</param>
    public static string Write(string page)
    {
        var text = new StringBuilder("""
            # Imported models

            Models that others trained and exported, imported by `mobilenetgen import` and run by generated code. A test of `tests/Tool.Tests`
            measures these tables and fails when they are no longer true; `MOBILENETGEN_ACCEPT=1` writes them anew.

            ## In floats

            The largest difference to the answers of the format's own runtime (TensorFlow Lite, ONNX Runtime, TensorFlow.js) on four pictures,
            as a part of the output's range. Accepted is 1e-4.

            | model | | difference |
            |---|---|---:|

            """);
        foreach (var model in ModelCase.Floats)
        {
            text.Append(CultureInfo.InvariantCulture, $"| `{model.Model}` | {model.What} | {FloatResult.Of(model).OfRange:0e+0} |\n");
        }

        text.Append("""

            ## In integers

            Quantised models compute the integers of their own engine (ONNX Runtime, TensorFlow Lite). How many of 100 ImageNet photos get the right
            class first, here and in the engine that made the reference, and on how many the two agree. The reference's less 2 is accepted: that of
            `tinymaix/mbnet128_0.25_q.tflite` was made by another engine.

            | model | | right | reference | agreeing |
            |---|---|---:|---:|---:|

            """);
        foreach (var model in ModelCase.Quantised)
        {
            var result = QuantisedResult.Of(model);
            text.Append(CultureInfo.InvariantCulture, $"| `{model.Model}` | {model.What} | {result.Right} | {result.ReferenceRight} | {result.Agreeing} |\n");
        }

        text.Append("""

            ## With few known answers, or none

            What these are held to instead, on four pictures unless it says otherwise: on how many of them the first class is the expected one, and the
            largest difference of a score as a part of the scores' range. An export is the imported network as `mobilenetgen export --onnx` writes it: it shows
            that generated code computes what the description says, and not that the description is the model.

            | model | | held to | first class | difference |
            |---|---|---|---:|---:|

            """);
        foreach (var model in AnswerCase.All)
        {
            var result = AnswerResult.Of(model);
            text.Append(
                CultureInfo.InvariantCulture,
                $"| `{model.Model.Model}` | {model.Model.What} | {model.HeldTo} | {result.Agreeing} of {result.Answers} | {result.OfRange:0e+0} |\n");
        }

        return text.Append(page[page.IndexOf(Published, StringComparison.Ordinal)..]).ToString();
    }
}
