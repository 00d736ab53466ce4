using System.Globalization;
using System.Text;
using MobileNetGen.Generator.Support;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Writing;
using MobileNetGen.Weights;

namespace MobileNetGen.Tool.Quantizing;

/// <summary>A network of integers, and how good it is.</summary>
/// <param name="Network">Its description and weights.</param>
/// <param name="Agreement">How far it is from the network of floats.</param>
/// <param name="IsHeldOut">True if that was measured on images that it was not made with.</param>
/// <param name="Calibration">On how many images it was made.</param>
/// <param name="Kept">Layers that stayed floats.</param>
/// <param name="Times">How long an image takes.</param>
internal sealed record QuantizationResult(
    WrittenNetwork Network, Agreement Agreement, bool IsHeldOut, int Calibration, IReadOnlyList<string> Kept, RunTimes Times)
{
    public const string ReportFile = "quantize.md";

    public ImportResult Import(IReadOnlyList<string>? labels, long floatBytes) =>
        new(Network, labels, Text(floatBytes, int.MaxValue)) { ReportName = ReportFile };

    private static long Elements(NamedTensor tensor) => tensor.Shape.Aggregate(1L, (product, extent) => product * extent);

    /// <param name="floatBytes">The length of the file of floats.</param>
    /// <param name="layers">How many layers are shown, of those with the most noise.</param>
    public string Text(long floatBytes, int layers)
    {
        var text = new StringBuilder("# Integers of 8 bits\n\n");
        text.Append($"- made with {Invariant.Format(Calibration)} images\n");
        text.Append(Kept.Count == 0 ? "- all layers of sums are integers\n" : $"- floats: {string.Join(", ", Kept.Select(Visible.Of))}\n");
        var measured = $"{Invariant.Format(Agreement.Images)} {(IsHeldOut ? "other images" : "of the same images: give others with --evaluate")}";
        text.Append(CultureInfo.InvariantCulture, $"- logits: {Agreement.Logits:F1} dB of signal to noise, on {measured}\n");
        if (Agreement.SameTop is { } same)
        {
            var percent = 100.0 * same / Agreement.Images;
            text.Append(CultureInfo.InvariantCulture, $"- the same class first as with floats: {same} of {Agreement.Images} ({percent:F1} %)\n");
        }

        var bytes = Network.Tensors.Sum(tensor => tensor.IntegerType is null or TensorElementType.Int32 ? 4L * Elements(tensor) : Elements(tensor));
        text.Append($"- weights: {Invariant.Grouped(floatBytes)} bytes became {Invariant.Grouped(bytes)}\n");
        text.Append(CultureInfo.InvariantCulture, $"- an image, one thread: {Times.Floats:F2} ms became {Times.Integers:F2} ms\n\n");
        text.Append("| layer | signal to noise, dB |\n|---|---|\n");
        foreach (var (layer, decibels) in Agreement.Layers.Take(layers))
        {
            text.Append(CultureInfo.InvariantCulture, $"| {Visible.Of(layer)} | {decibels:F1} |\n");
        }

        return text.ToString();
    }
}
