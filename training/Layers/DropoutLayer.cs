using System.Numerics;
using MobileNetGen.Training.Tensors;
using MobileNetGen.Weights;

namespace MobileNetGen.Training.Layers;

/// <summary>
/// Drops a share of the elements in training and makes up for it by enlarging the others.
/// The mask follows from seed, step and image alone, so that threads do not change it and the backward pass need not keep it.
/// Srivastava et al., "Dropout", JMLR 15 (2014).
/// </summary>
internal sealed class DropoutLayer<T>(int length, double rate, int seed) : ImageLayer<T>([length], length)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T _scale = T.CreateTruncating(1 / (1 - rate));

    protected override void Forward(Batch batch, int image, int input, ReadOnlySpan<T> source, Span<T> result)
    {
        source.CopyTo(result);
        if (!batch.Training)
        {
            return;
        }

        var random = SplitMix64.For(seed, batch.Step, image);
        for (var element = 0; element < source.Length; element++)
        {
            result[element] = random.NextUnit() < rate ? T.Zero : source[element] * _scale;
        }
    }

    protected override void Backward(
        Batch batch,
        int image,
        int input,
        ReadOnlySpan<T> source,
        ReadOnlySpan<T> result,
        ReadOnlySpan<T> gradient,
        Span<T> target)
    {
        if (!batch.Training)
        {
            Lanes.Add(gradient, target);
            return;
        }

        var random = SplitMix64.For(seed, batch.Step, image);
        for (var element = 0; element < source.Length; element++)
        {
            target[element] += random.NextUnit() < rate ? T.Zero : gradient[element] * _scale;
        }
    }
}
