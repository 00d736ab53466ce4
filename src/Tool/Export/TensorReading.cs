using MobileNetGen.Execution;
using MobileNetGen.Weights;

namespace MobileNetGen.Tool.Export;

/// <summary>Reads the weights of a network out of a safetensors file, under PyTorch's names and in its layouts whatever the file has.</summary>
internal static class TensorReading
{
    /// <exception cref="WeightException">The file is malformed, or its tensors are not the network's.</exception>
    public static TensorSet Read(string path, NetworkLayout layout) => Read(ByteSources.Map(path), layout);

    /// <exception cref="WeightException">The bytes are malformed, or their tensors are not the network's.</exception>
    public static TensorSet Read(WeightBytes bytes, NetworkLayout layout)
    {
        var torch = new TorchNaming();
        using var tensors = new SafetensorsReader(bytes, layout);
        return new TensorSet([.. layout.Weights.SelectMany(layer => layer.Slots).Select(slot => new NamedTensor(torch.NameOf(slot), [.. torch.ShapeOf(slot).Select(extent => (int)extent)], tensors.Read(slot)))]);
    }
}
