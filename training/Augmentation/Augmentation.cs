using MobileNetGen.Weights;

namespace MobileNetGen.DigitTraining.Augmentation;

/// <summary>One random change of an image; a list of them is applied from first to last.</summary>
internal abstract record Change
{
    /// <summary>Makes another image, which may not share memory with <paramref name="image"/>.</summary>
    public abstract void Apply(SplitMix64 random, TensorShape type, ReadOnlySpan<float> image, Span<float> result);
}

/// <summary>What is done to images before they are learnt from.</summary>
internal sealed record Augmenter(TensorShape Type, IReadOnlyList<Change> Changes)
{
    /// <param name="random">Decides about this image alone.</param>
    /// <param name="image">The original.</param>
    /// <param name="target">Where the changed image goes.</param>
    public void Apply(SplitMix64 random, ReadOnlySpan<float> image, Span<float> target)
    {
        var scratch = new float[Type.Length];
        image.CopyTo(target);
        foreach (var change in Changes)
        {
            target.CopyTo(scratch);
            change.Apply(random, Type, scratch, target);
        }
    }
}
