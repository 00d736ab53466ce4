using MobileNetGen.Weights;

namespace MobileNetGen.Numerics.Tests.Guards.Integers;

/// <summary>Tensors that are made up, whose weights have zero points of their own where a network allows it.</summary>
internal sealed class ZeroedTensors(int seed, bool hasWeightZeros) : ITensorReader
{
    private readonly SeededTensors _seeded = new(seed);

    public static WeightSource Source(int seed, bool hasWeightZeros) => new WeightSource.TensorSource(new ZeroedTensors(seed, hasWeightZeros));

    public float[] Read(TensorSlot slot) => _seeded.Read(slot);

    public bool Has(TensorSlot slot) => _seeded.Has(slot) || (hasWeightZeros && slot.Role == TensorRole.WeightZeroPoint);

    public IntegerTensor Integers(TensorSlot slot)
    {
        var made = _seeded.Integers(slot.Role == TensorRole.WeightZeroPoint ? slot with { IsSigned = true } : slot);
        return slot.Role == TensorRole.WeightZeroPoint ? made with { Values = [.. made.Values.Select(value => value / 16)] } : made;
    }

    public void Dispose() => _seeded.Dispose();
}
