using MobileNetGen.DigitTraining.Data;

namespace MobileNetGen.Training.Tests;

/// <summary>Images of digits' size that a few steps tell apart: which tenth of the rows is bright.</summary>
internal static class Toys
{
    private const int Classes = 10;

    public static LabelledImages Images(int count)
    {
        var type = new TensorShape(MnistPackage.Side, MnistPackage.Side, 1);
        var random = new Random(count);
        int[] labels = [.. Enumerable.Range(0, count).Select(index => index % Classes)];
        float[][] pixels = [.. labels.Select(label => Enumerable.Range(0, type.Length)
            .Select(element => (0.3f * random.NextSingle()) + (element * Classes / type.Length == label ? 0.7f : 0))
            .ToArray())];
        return new LabelledImages(type, pixels, labels, [.. Enumerable.Range(0, Classes).Select(label => $"{label}")]);
    }
}
