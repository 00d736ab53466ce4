using MobileNetGen.CompilerServices;
using MobileNetGen.Weights;

namespace MobileNetGen.Networks;

/// <summary>Reads the weights of a network, under PyTorch's names and in its layouts whatever their file has.</summary>
internal static class TensorReading
{
    /// <param name="path">A safetensors file.</param>
    /// <param name="layout">The network.</param>
    /// <param name="allowOther">True to accept weights other than those that the description was imported with.</param>
    /// <exception cref="ToolException">The network has integers.</exception>
    /// <exception cref="WeightException">The file is malformed, or its tensors are not the network's.</exception>
    public static TensorSet Read(string path, NetworkLayout layout, bool allowOther = false) => Read(WeightSource.FromFile(path), layout, allowOther);

    /// <inheritdoc cref="Read(string, NetworkLayout, bool)"/>
    /// <param name="weights">Weights that are not packed.</param>
    public static TensorSet Read(WeightSource weights, NetworkLayout layout, bool allowOther = false)
    {
        RequireFloats(layout);
        using var tensors = weights.Open(layout, allowOther);
        return All(tensors, layout);
    }

    /// <inheritdoc cref="Read(string, NetworkLayout, bool)"/>
    /// <param name="bytes">The bytes of a safetensors file, which are let go.</param>
    public static TensorSet Read(WeightBytes bytes, NetworkLayout layout)
    {
        RequireFloats(layout);

        // A reader that is refused its file has not come to own it.
        using var held = bytes;
        using var tensors = new SafetensorsReader(bytes, layout);
        tensors.Origin(hashed: false).CheckBelongTo(layout);
        return All(tensors, layout);
    }

    private static void RequireFloats(NetworkLayout layout)
    {
        if (layout.Weights.Any(layer => layer is IntegerWeights))
        {
            throw new ToolException(
                $"{layout.Name} is a network of integers, which other formats are not written of; import its model with --dequantize to export floats.");
        }
    }

    private static TensorSet All(ITensorReader tensors, NetworkLayout layout)
    {
        var torch = new TorchNaming();
        return new TensorSet([.. layout.Weights.SelectMany(layer => layer.Slots)
            .Select(slot => new NamedTensor(torch.NameOf(slot), [.. torch.ShapeOf(slot).Select(extent => (int)extent)], tensors.Read(slot)))]);
    }
}
