using MobileNetGen.Execution;
using MobileNetGen.Tool.Hosting;
using MobileNetGen.Weights;

namespace MobileNetGen.Tool.Tests.Formats;

/// <summary>Made-up weights of a preset, in a safetensors file under PyTorch's names.</summary>
internal static class PresetWeights
{
    /// <param name="description">The network.</param>
    /// <param name="rename">What the file calls a tensor.</param>
    public static byte[] Of(string description, Func<string, string>? rename = null)
    {
        var naming = new TorchNaming();
        var slots = CompiledClass.Of(NetworkFile.Parse("preset", description)).Layout.Weights.SelectMany(layer => layer.Slots);
        using var file = new MemoryStream();
        SafetensorsWriter.Write(file, [.. slots.Select(slot => Tensor(rename is null ? naming.NameOf(slot) : rename(naming.NameOf(slot)), [.. naming.ShapeOf(slot).Select(extent => (int)extent)]))]);
        return file.ToArray();
    }

    /// <summary>Small numbers above 0, so that variances are some.</summary>
    private static NamedTensor Tensor(string name, int[] shape) =>
        new(name, shape, Enumerable.Range(0, shape.Aggregate(1, (product, extent) => product * extent)).Select(index => 0.5f + (0.25f * MathF.Sin(index))).ToArray());
}
