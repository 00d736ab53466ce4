using MobileNetGen.CompilerServices;
using MobileNetGen.Weights;

namespace MobileNetGen.Networks;

/// <summary>Reads the weights of a network, under PyTorch's names and in its layouts whatever their file has.</summary>
internal static class TensorReading
{
    private static readonly TorchNaming s_names = new();

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
        return ReadWithIntegers(weights, layout, allowOther);
    }

    /// <summary>The weights of a network that may have integers.</summary>
    /// <exception cref="WeightException">The file is malformed, or its tensors are not the network's.</exception>
    public static TensorSet ReadWithIntegers(WeightSource weights, NetworkLayout layout, bool allowOther = false)
    {
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
            throw new ToolException($"{layout.Name} is a network of integers; one of floats is accepted here: its model imported with --dequantize, "
                + "or the network that it was quantized from.");
        }
    }

    private static TensorSet All(ITensorReader tensors, NetworkLayout layout)
    {
        return new TensorSet([.. layout.Weights.SelectMany(layer => layer.Slots).Distinct().Where(tensors.Has).Select(slot => Named(slot, tensors))]);
    }

    private static NamedTensor Named(TensorSlot slot, ITensorReader tensors)
    {
        var (name, shape) = (s_names.NameOf(slot), s_names.ShapeOf(slot).Select(extent => (int)extent).ToArray());
        if (!slot.IsInteger)
        {
            return new NamedTensor(name, shape, tensors.Read(slot));
        }

        var integers = tensors.Integers(slot);
        var type = slot.Role == TensorRole.Bias ? TensorElementType.Int32 : integers.IsSigned ? TensorElementType.Int8 : TensorElementType.UInt8;
        return new NamedTensor(name, shape, integers.Values, type);
    }
}
