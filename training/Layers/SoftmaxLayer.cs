using System.Numerics;

namespace MobileNetGen.Training.Layers;

/// <summary>Softmax over the channels of each pixel, where it stands inside a network; the last one is a part of the loss.</summary>
internal sealed class SoftmaxLayer<T>(int length, int channels) : ImageLayer<T>([length], length)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary><c>exp(x − max) / Σ exp(x − max)</c>.</summary>
    public static void Of(ReadOnlySpan<T> values, Span<T> shares)
    {
        var largest = values[0];
        foreach (var value in values)
        {
            largest = T.Max(largest, value);
        }

        var sum = T.Zero;
        for (var index = 0; index < values.Length; index++)
        {
            shares[index] = T.Exp(values[index] - largest);
            sum += shares[index];
        }

        for (var index = 0; index < values.Length; index++)
        {
            shares[index] /= sum;
        }
    }

    protected override void Forward(Batch batch, int image, int input, ReadOnlySpan<T> source, Span<T> result)
    {
        for (var at = 0; at < source.Length; at += channels)
        {
            Of(source.Slice(at, channels), result.Slice(at, channels));
        }
    }

    /// <summary>dx = s · (dy − Σ s · dy).</summary>
    protected override void Backward(
        Batch batch,
        int image,
        int input,
        ReadOnlySpan<T> source,
        ReadOnlySpan<T> result,
        ReadOnlySpan<T> gradient,
        Span<T> target)
    {
        for (var at = 0; at < source.Length; at += channels)
        {
            var dot = T.Zero;
            for (var index = at; index < at + channels; index++)
            {
                dot += result[index] * gradient[index];
            }

            for (var index = at; index < at + channels; index++)
            {
                target[index] += result[index] * (gradient[index] - dot);
            }
        }
    }
}
