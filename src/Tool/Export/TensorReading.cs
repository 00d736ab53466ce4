using MobileNetGen.CompilerServices;
using MobileNetGen.Weights;

namespace MobileNetGen.Tool.Export;

/// <summary>Reads the weights of a network out of a safetensors file, under PyTorch's names and in its layouts whatever the file has.</summary>
internal static class TensorReading
{
    /// <param name="path">The file.</param>
    /// <param name="layout">The network.</param>
    /// <param name="allowOther">True to accept weights other than those that the description was imported with.</param>
    /// <exception cref="WeightException">The file is malformed, or its tensors are not the network's.</exception>
    public static TensorSet Read(string path, NetworkLayout layout, bool allowOther = false) => Read(ByteSources.Map(path), layout, allowOther);

    /// <inheritdoc cref="Read(string, NetworkLayout, bool)"/>
    /// <param name="bytes">The file's bytes.</param>
    public static TensorSet Read(WeightBytes bytes, NetworkLayout layout, bool allowOther = false)
    {
        if (layout.Weights.Any(layer => layer is IntegerWeights))
        {
            throw new ToolException(
                $"{layout.Name} is a network of integers, which other formats are not written of; import its model with --dequantize to export floats.");
        }

        var torch = new TorchNaming();

        // A reader that is refused its file has not come to own it.
        using var held = bytes;
        using var tensors = new SafetensorsReader(bytes, layout);
        if (!allowOther)
        {
            tensors.Origin(hashed: false).CheckBelongTo(layout);
        }

        return new TensorSet([.. layout.Weights.SelectMany(layer => layer.Slots)
            .Select(slot => new NamedTensor(torch.NameOf(slot), [.. torch.ShapeOf(slot).Select(extent => (int)extent)], tensors.Read(slot)))]);
    }
}
