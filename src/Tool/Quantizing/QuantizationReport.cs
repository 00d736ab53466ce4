using System.Globalization;
using System.Text;
using MobileNetGen.Generator.Support;
using MobileNetGen.Quantization;

namespace MobileNetGen.Tool.Quantizing;

/// <summary>What quantizing a network cost, human-readable.</summary>
internal static class QuantizationReport
{
    public const string File = "quantize.md";

    /// <param name="result">The network of integers.</param>
    /// <param name="floatBytes">The length of the file of floats.</param>
    /// <param name="integerBytes">The length of the file of integers.</param>
    /// <param name="layers">How many layers are shown, of those with the most noise.</param>
    public static string Text(QuantizationResult result, long floatBytes, long integerBytes, int layers)
    {
        var text = new StringBuilder("# Integers of 8 bits\n\n");
        text.Append($"- made with {Invariant.Format(result.CalibrationCount)} images\n");
        text.Append(result.FloatLayers.Count == 0
            ? "- all layers of sums are integers\n"
            : $"- floats: {string.Join(", ", result.FloatLayers.Select(Visible.Of))}\n");
        var measured = $"{Invariant.Format(result.EvaluationCount)} {(result.IsHeldOut ? "other images" : "of the same images: give others with --evaluate")}";
        text.Append(CultureInfo.InvariantCulture, $"- logits: {result.SignalToNoise:F1} dB of signal to noise, on {measured}\n");
        if (result.SameTop is { } same)
        {
            var percent = 100.0 * same / result.EvaluationCount;
            text.Append(CultureInfo.InvariantCulture, $"- the same class first as with floats: {same} of {result.EvaluationCount} ({percent:F1} %)\n");
        }

        text.Append($"- weights: {Invariant.Grouped(floatBytes)} bytes became {Invariant.Grouped(integerBytes)}\n");
        text.Append($"- an image, one thread: {Milliseconds(result.FloatTime)} became {Milliseconds(result.IntegerTime)}\n\n");
        text.Append("| layer | signal to noise, dB |\n|---|---|\n");
        foreach (var (layer, decibels) in result.Layers.Take(layers))
        {
            text.Append(CultureInfo.InvariantCulture, $"| {Visible.Of(layer)} | {decibels:F1} |\n");
        }

        return text.ToString();
    }

    private static string Milliseconds(TimeSpan time) => time.TotalMilliseconds.ToString("F2", CultureInfo.InvariantCulture) + " ms";
}
