using MobileNetGen.CompilerServices;
using MobileNetGen.Weights;

namespace MobileNetGen.Engine;

/// <summary>
/// Where each element of a tensor lies when its layer is packed. It is found by packing the elements' own numbers, so that no layer says twice how it
/// is packed: twelve bits at a time, since a float holds no more than 24.
/// </summary>
/// <param name="Slot">The tensor.</param>
/// <param name="Places">For each element, in the tensor's order.</param>
internal sealed record PackedOrder(TensorSlot Slot, int[] Places)
{
    private const int Bits = 12;

    public static IReadOnlyList<PackedOrder> Of(FloatWeights layer)
    {
        var slots = layer.Slots.ToList();
        var numbers = new int[layer.PackedLength];
        for (var shift = 0; shift < 32; shift += Bits)
        {
            var packed = new float[layer.PackedLength];
            using var digits = new Digits(slots, shift);
            layer.Pack(digits, packed);
            for (var place = 0; place < packed.Length; place++)
            {
                numbers[place] |= (int)packed[place] << shift;
            }
        }

        // Numbers begin at 1, and what is 0 is a gap.
        var places = new int[slots.Sum(slot => slot.Length)];
        for (var place = 0; place < numbers.Length; place++)
        {
            if (numbers[place] > 0)
            {
                places[numbers[place] - 1] = place;
            }
        }

        var first = 0;
        var parts = new List<PackedOrder>();
        foreach (var slot in slots)
        {
            parts.Add(new PackedOrder(slot, places[first..(first + slot.Length)]));
            first += slot.Length;
        }

        return parts;
    }

    /// <summary>Tensors of some bits of their elements' numbers.</summary>
    private sealed class Digits(IReadOnlyList<TensorSlot> slots, int shift) : ITensorReader
    {
        public float[] Read(TensorSlot slot)
        {
            var first = 1 + slots.TakeWhile(other => !other.Equals(slot)).Sum(other => other.Length);
            var values = new float[slot.Length];
            for (var index = 0; index < values.Length; index++)
            {
                values[index] = ((first + index) >> shift) & ((1 << Bits) - 1);
            }

            return values;
        }

        public void Dispose()
        {
        }
    }
}
