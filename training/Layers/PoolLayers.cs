using System.Numerics;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Training.Tensors;

namespace MobileNetGen.Training.Layers;

/// <summary>The largest value under the window; the gradient goes to the first one that is as large.</summary>
internal sealed class MaxPoolLayer<T>(WindowMap map) : ImageLayer<T>([map.Input.Length], map.Output.Length)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int[] _pixels = map.Table();
    private readonly int _channels = map.Input.Channels;

    protected override void Forward(Batch batch, int image, int input, ReadOnlySpan<T> source, Span<T> result)
    {
        for (var element = 0; element < result.Length; element++)
        {
            result[element] = source[Largest(source, element)];
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
        for (var element = 0; element < result.Length; element++)
        {
            target[Largest(source, element)] += gradient[element];
        }
    }

    private int Largest(ReadOnlySpan<T> source, int element)
    {
        var (pixel, channel) = Math.DivRem(element, _channels);
        var best = -1;
        foreach (var tap in _pixels.AsSpan(pixel * map.Taps, map.Taps))
        {
            var candidate = (tap * _channels) + channel;
            if (tap >= 0 && (best < 0 || source[candidate] > source[best]))
            {
                best = candidate;
            }
        }

        return best;
    }
}

/// <summary>The mean under the window; padding does not count.</summary>
internal sealed class AveragePoolLayer<T>(WindowMap map) : ImageLayer<T>([map.Input.Length], map.Output.Length)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int[] _pixels = map.Table();
    private readonly int _channels = map.Input.Channels;

    protected override void Forward(Batch batch, int image, int input, ReadOnlySpan<T> source, Span<T> result)
    {
        result.Clear();
        for (var index = 0; index < _pixels.Length; index++)
        {
            if (_pixels[index] >= 0)
            {
                Lanes.AddScaled(
                    Share(index / map.Taps),
                    source.Slice(_pixels[index] * _channels, _channels),
                    result.Slice(index / map.Taps * _channels, _channels));
            }
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
        for (var index = 0; index < _pixels.Length; index++)
        {
            if (_pixels[index] >= 0)
            {
                Lanes.AddScaled(
                    Share(index / map.Taps),
                    gradient.Slice(index / map.Taps * _channels, _channels),
                    target.Slice(_pixels[index] * _channels, _channels));
            }
        }
    }

    private T Share(int pixel)
    {
        var seen = 0;
        foreach (var tap in _pixels.AsSpan(pixel * map.Taps, map.Taps))
        {
            seen += tap >= 0 ? 1 : 0;
        }

        return T.One / T.CreateTruncating(seen);
    }
}

/// <summary>The mean of each channel over the whole map.</summary>
internal sealed class GlobalAveragePoolLayer<T>(TensorType type) : ImageLayer<T>([type.Length], type.Channels)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T _share = T.One / T.CreateTruncating(type.Pixels);

    protected override void Forward(Batch batch, int image, int input, ReadOnlySpan<T> source, Span<T> result)
    {
        result.Clear();
        for (var at = 0; at < source.Length; at += result.Length)
        {
            Lanes.AddScaled(_share, source.Slice(at, result.Length), result);
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
        for (var at = 0; at < source.Length; at += result.Length)
        {
            Lanes.AddScaled(_share, gradient, target.Slice(at, result.Length));
        }
    }
}
