using MobileNetGen.Weights;

namespace MobileNetGen.Tool.Learning;

/// <summary>Weights by PyTorch's names; what is not there begins from scratch, and as a dense layer does where it is the head.</summary>
internal sealed class StartingTensors(IReadOnlyDictionary<string, NamedTensor> tensors, string head, int seed) : ITensorReader
{
    private readonly TorchNaming _names = new();
    private readonly InitialTensors _initial = new(seed);

    public float[] Read(TensorSlot slot) => tensors.TryGetValue(_names.NameOf(slot), out var tensor) && tensor.Values.Length == slot.Length
        ? tensor.Values.ToArray()
        : _initial.Read(slot.Base == head && slot.Role == TensorRole.Kernel ? slot with { Role = TensorRole.DenseKernel } : slot);

    public bool Has(TensorSlot slot) => !slot.IsOptional || tensors.ContainsKey(_names.NameOf(slot));

    public void Dispose()
    {
    }
}
