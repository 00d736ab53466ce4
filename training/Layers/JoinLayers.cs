using System.Numerics;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Training.Tensors;

namespace MobileNetGen.Training.Layers;

/// <summary>The sum of maps of one shape.</summary>
internal sealed class AddLayer<T>(int inputs, int length) : ImageLayer<T>([.. Enumerable.Repeat(length, inputs)], length)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    protected override void Forward(Batch batch, int image, int input, ReadOnlySpan<T> source, Span<T> result)
    {
        if (input == 0)
        {
            source.CopyTo(result);
        }
        else
        {
            Lanes.Add(source, result);
        }
    }

    protected override void Backward(
        Batch batch,
        int image,
        int input,
        ReadOnlySpan<T> source,
        ReadOnlySpan<T> result,
        ReadOnlySpan<T> gradient,
        Span<T> target) =>
        Lanes.Add(gradient, target);
}

/// <summary>Maps side by side along the channels.</summary>
internal sealed class ConcatLayer<T>(IReadOnlyList<TensorType> inputs, TensorType output)
    : ImageLayer<T>([.. inputs.Select(input => input.Length)], output.Length)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The first channel of each input in the output.</summary>
    private readonly int[] _first = [.. inputs.Select((_, index) => inputs.Take(index).Sum(earlier => earlier.Channels))];

    protected override void Forward(Batch batch, int image, int input, ReadOnlySpan<T> source, Span<T> result)
    {
        var channels = inputs[input].Channels;
        for (var pixel = 0; pixel < output.Pixels; pixel++)
        {
            source.Slice(pixel * channels, channels).CopyTo(result[((pixel * output.Channels) + _first[input])..]);
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
        var channels = inputs[input].Channels;
        for (var pixel = 0; pixel < output.Pixels; pixel++)
        {
            Lanes.Add(gradient[((pixel * output.Channels) + _first[input])..], target.Slice(pixel * channels, channels));
        }
    }
}

/// <summary>The input as it is, in another shape.</summary>
internal sealed class FlattenLayer<T>(int length) : ImageLayer<T>([length], length)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    protected override void Forward(Batch batch, int image, int input, ReadOnlySpan<T> source, Span<T> result) => source.CopyTo(result);

    protected override void Backward(
        Batch batch,
        int image,
        int input,
        ReadOnlySpan<T> source,
        ReadOnlySpan<T> result,
        ReadOnlySpan<T> gradient,
        Span<T> target) =>
        Lanes.Add(gradient, target);
}
