using MobileNetGen.Weights;

namespace MobileNetGen.DigitTraining.Augmentation;

/// <summary>Values between 0 and 1 come nearer to each other: ink is not always black, nor paper white.</summary>
/// <param name="Often">The share of images that change.</param>
/// <param name="Lift">The most that 0 rises, and that 1 falls.</param>
internal sealed record Contrast(double Often, double Lift) : Change
{
    public override void Apply(SplitMix64 random, TensorShape type, ReadOnlySpan<float> image, Span<float> result)
    {
        var changes = random.NextUnit() < Often;
        var low = changes ? (float)random.NextBetween(0, Lift) : 0;
        var high = changes ? (float)random.NextBetween(1 - Lift, 1) : 1;
        for (var index = 0; index < image.Length; index++)
        {
            result[index] = low + (image[index] * (high - low));
        }
    }
}

/// <summary>Exchanges light and dark, for values between 0 and 1.</summary>
/// <param name="Often">The share of images that change.</param>
internal sealed record Inversion(double Often) : Change
{
    public override void Apply(SplitMix64 random, TensorShape type, ReadOnlySpan<float> image, Span<float> result)
    {
        var inverts = random.NextUnit() < Often;
        for (var index = 0; index < image.Length; index++)
        {
            result[index] = inverts ? 1 - image[index] : image[index];
        }
    }
}
