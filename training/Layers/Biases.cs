using System.Numerics;
using MobileNetGen.Training.Tensors;

namespace MobileNetGen.Training.Layers;

/// <summary>One number for each output channel, at every pixel.</summary>
internal static class Biases
{
    /// <summary>Starts every pixel of a map from the biases, or from zero if there are none.</summary>
    public static void Fill<T>(ReadOnlySpan<T> biases, Span<T> map, int channels)
    {
        if (biases.IsEmpty)
        {
            map.Clear();
            return;
        }

        for (var pixel = 0; pixel < map.Length; pixel += channels)
        {
            biases.CopyTo(map[pixel..]);
        }
    }

    /// <summary>The gradient of <see cref="Fill"/>.</summary>
    public static void Sum<T>(ReadOnlySpan<T> gradient, Span<T> biases)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var pixel = 0; pixel < gradient.Length; pixel += biases.Length)
        {
            Lanes.Add(gradient[pixel..], biases);
        }
    }
}
