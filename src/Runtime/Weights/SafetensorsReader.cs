using System.Buffers.Binary;
using MobileNetGen.Execution;

namespace MobileNetGen.Weights;

/// <summary>The tensors of a safetensors file that belong to a network.</summary>
internal sealed class SafetensorsReader : ITensorReader
{
    private readonly WeightBytes _bytes;
    private readonly long _dataStart;
    private readonly TensorNaming _naming;
    private readonly Dictionary<TensorSlot, TensorEntry> _bound;

    /// <exception cref="WeightException">The file is malformed, or its tensors are not the network's.</exception>
    public SafetensorsReader(WeightBytes bytes, NetworkLayout layout)
    {
        _bytes = bytes;
        (var tensors, _dataStart) = SafetensorsHeader.Read(bytes);
        (_naming, _bound) = TensorBinding.Bind(layout, tensors, bytes.Name);
    }

    public float[] Read(TensorSlot slot)
    {
        var entry = _bound[slot];
        var values = new float[slot.Length];
        var data = _bytes.Slice(_dataStart + entry.Begin, checked((int)(entry.End - entry.Begin)));
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = entry.ElementType switch
            {
                "F32" => BinaryPrimitives.ReadSingleLittleEndian(data[(4 * index)..]),
                "F16" => (float)BinaryPrimitives.ReadHalfLittleEndian(data[(2 * index)..]),
                _ => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadInt16LittleEndian(data[(2 * index)..]) << 16),
            };
            if (!float.IsFinite(values[index]))
            {
                throw new WeightException($"{_bytes.Name}: \"{entry.Name}\" holds {values[index]} at element {index}; finite numbers are accepted.");
            }
        }

        return _naming.ToSlotLayout(slot, values);
    }

    public void Dispose() => _bytes.Dispose();
}
