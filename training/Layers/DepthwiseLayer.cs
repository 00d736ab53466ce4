using System.Numerics;
using MobileNetGen.Training.Tensors;

namespace MobileNetGen.Training.Layers;

/// <summary>A depthwise convolution; vectors run across the channels of one tap at one pixel.</summary>
/// <param name="map">The window on the input.</param>
/// <param name="weight">[kernel row][kernel column][channel].</param>
/// <param name="bias">[channel], or null.</param>
internal sealed class DepthwiseLayer<T>(WindowMap map, Parameter<T> weight, Parameter<T>? bias) : Layer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int[] _pixels = map.Table();
    private readonly int _channels = map.Input.Channels;

    public override IReadOnlyList<Parameter<T>> Parameters { get; } = bias is null ? [weight] : [weight, bias];

    public override void Forward(Batch batch, T[][] inputs, T[] output) => batch.Chunks.ForEach(batch.Images, (_, begin, end) =>
    {
        for (var image = begin; image < end; image++)
        {
            var source = inputs[0].Image(image, map.Input.Length);
            var result = output.Image(image, map.Output.Length);
            Biases.Fill<T>(bias is null ? [] : bias.Values, result, _channels);
            for (var index = 0; index < _pixels.Length; index++)
            {
                if (_pixels[index] >= 0)
                {
                    Lanes.AddProducts<T>(Channels(source, _pixels[index]), Channels(weight.Values, index % map.Taps), Channels(result, index / map.Taps));
                }
            }
        }
    });

    public override void Backward(Batch batch, T[][] inputs, T[] output, T[] outputGradient, T[]?[] inputGradients) =>
        batch.Chunks.ForEach(batch.Images, (chunk, begin, end) =>
    {
        var weightGradient = weight.Partial(chunk);
        for (var image = begin; image < end; image++)
        {
            var source = inputs[0].Image(image, map.Input.Length);
            var gradient = outputGradient.Image(image, map.Output.Length);
            var target = inputGradients[0] is { } wanted ? wanted.Image(image, map.Input.Length) : [];
            for (var index = 0; index < _pixels.Length; index++)
            {
                if (_pixels[index] < 0)
                {
                    continue;
                }

                var slope = Channels(gradient, index / map.Taps);
                Lanes.AddProducts<T>(Channels(source, _pixels[index]), slope, Channels(weightGradient, index % map.Taps));
                if (!target.IsEmpty)
                {
                    Lanes.AddProducts<T>(Channels(weight.Values, index % map.Taps), slope, Channels(target, _pixels[index]));
                }
            }

            if (bias is not null)
            {
                Biases.Sum<T>(gradient, bias.Partial(chunk));
            }
        }
    });

    private Span<T> Channels(Span<T> map, int pixel) => map.Slice(pixel * _channels, _channels);
}
