using System.Numerics;
using MobileNetGen.Training.Tensors;

namespace MobileNetGen.Training.Layers;

/// <summary>A convolution as a matrix product: one row for each output pixel, holding all input values under its window.</summary>
internal sealed class Patches(WindowMap map)
{
    private readonly int[] _pixels = map.Table();
    private readonly int _channels = map.Input.Channels;

    /// <summary>Values of a row: taps × input channels.</summary>
    public int Depth { get; } = map.Taps * map.Input.Channels;

    public int Length => Depth * map.Output.Pixels;

    public void Gather<T>(ReadOnlySpan<T> image, Span<T> patches)
    {
        for (var index = 0; index < _pixels.Length; index++)
        {
            var target = patches.Slice(index * _channels, _channels);
            if (_pixels[index] < 0)
            {
                target.Clear();
            }
            else
            {
                image.Slice(_pixels[index] * _channels, _channels).CopyTo(target);
            }
        }
    }

    /// <summary>The transpose of gathering: adds every patch to the pixels it came from.</summary>
    public void Scatter<T>(ReadOnlySpan<T> patches, Span<T> image)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var index = 0; index < _pixels.Length; index++)
        {
            if (_pixels[index] >= 0)
            {
                Lanes.Add(patches.Slice(index * _channels, _channels), image.Slice(_pixels[index] * _channels, _channels));
            }
        }
    }
}
