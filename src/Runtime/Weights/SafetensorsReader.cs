using System.Buffers.Binary;
using MobileNetGen.CompilerServices;
using MobileNetGen.Quantized;

namespace MobileNetGen.Weights;

/// <summary>The tensors of a safetensors file that belong to a network.</summary>
internal sealed class SafetensorsReader : ITensorReader
{
    private readonly WeightBytes _bytes;
    private readonly long _dataStart;
    private readonly SafetensorsMetadata _metadata;
    private readonly TensorNaming _naming;
    private readonly Dictionary<TensorSlot, TensorEntry> _bound;

    /// <exception cref="WeightException">The file is malformed, or its tensors are not the network's.</exception>
    public SafetensorsReader(WeightBytes bytes, NetworkLayout layout)
    {
        _bytes = bytes;
        (var tensors, _dataStart, _metadata) = SafetensorsHeader.Read(bytes);
        (_naming, _bound) = TensorBinding.Bind(layout, tensors, bytes.Name);
    }

    public float[] Read(TensorSlot slot)
    {
        var entry = _bound[slot];
        if (entry.ElementType == TensorSlot.StoredByte)
        {
            return Expanded(slot, entry);
        }

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

    /// <summary>The floats that integers with a scale for each output stand for.</summary>
    private float[] Expanded(TensorSlot slot, TensorEntry entry)
    {
        var (integers, scales) = (Integers(slot).Values, Read(slot.StoredScale));
        if (Array.FindIndex(scales, scale => !ScaleLimits.IsScale(scale)) is >= 0 and var wrong)
        {
            throw new WeightException($"{_bytes.Name}: \"{entry.Name}\" has the scale {ScaleLimits.Shown(scales[wrong])} at place {wrong}; "
                + $"{ScaleLimits.Scales}.");
        }

        return StoredKernel.Expanded(integers, scales);
    }

    public bool Has(TensorSlot slot) => _bound.ContainsKey(slot);

    public IntegerTensor Integers(TensorSlot slot)
    {
        var entry = _bound[slot];
        var values = new int[slot.Length];
        var data = _bytes.Slice(_dataStart + entry.Begin, checked((int)(entry.End - entry.Begin)));
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = entry.ElementType switch
            {
                "I8" => (sbyte)data[index],
                "U8" => data[index],
                _ => BinaryPrimitives.ReadInt32LittleEndian(data[(sizeof(int) * index)..]),
            };
        }

        return new IntegerTensor(_naming.ToSlotLayout(slot, values), entry.ElementType != "U8");
    }

    /// <summary>The file, by its name and hash.</summary>
    /// <param name="hashed">True to hash the data, if only to see whether the file says the truth.</param>
    /// <exception cref="WeightException">The data has another hash than the file says.</exception>
    public WeightsOrigin Origin(bool hashed)
    {
        if (!hashed)
        {
            return new WeightsOrigin(_bytes.Name, _metadata.Hash);
        }

        var found = _bytes.Hash(_dataStart);
        return _metadata.Hash is null || _metadata.Hash == found
            ? new WeightsOrigin(_bytes.Name, found)
            : throw new WeightException($"{_bytes.Name} is damaged: the SHA-256 of its data is {found}; its metadata has {_metadata.Hash}.");
    }

    public void Dispose() => _bytes.Dispose();
}
