using System.Collections.Concurrent;
using MobileNetGen.CompilerServices;
using MobileNetGen.Tool.Hosting;
using MobileNetGen.Weights;

namespace MobileNetGen.Tool.Tests.Formats;

/// <summary>Made-up weights of a preset, in a safetensors file under PyTorch's names.</summary>
internal static class PresetWeights
{
    private static readonly ConcurrentDictionary<string, NetworkLayout> s_layouts = new(StringComparer.Ordinal);

    /// <param name="description">The network.</param>
    /// <param name="rename">What the file calls a tensor.</param>
    /// <param name="value">An element of a tensor, by the tensor's name and the element's number; small ones above 0, if it is not said.</param>
    public static byte[] Of(string description, Func<string, string>? rename = null, Func<string, int, float>? value = null)
    {
        var naming = new TorchNaming();
        var slots = s_layouts.GetOrAdd(description, text => CompiledClass.Of(NetworkFile.Parse("preset", text)).Layout).Weights
            .SelectMany(layer => layer.Slots);
        using var file = new MemoryStream();
        SafetensorsWriter.Write(file, [.. slots.Select(slot => Tensor(naming.NameOf(slot), [.. naming.ShapeOf(slot).Select(extent => (int)extent)]))]);
        return file.ToArray();

        NamedTensor Tensor(string name, int[] shape)
        {
            var length = shape.Aggregate(1, (product, extent) => product * extent);
            return new NamedTensor(
                rename?.Invoke(name) ?? name,
                shape,
                Enumerable.Range(0, length).Select(index => value?.Invoke(name, index) ?? 0.5f + (0.25f * MathF.Sin(index))).ToArray());
        }
    }
}
