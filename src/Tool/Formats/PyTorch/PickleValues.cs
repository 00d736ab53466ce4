using MobileNetGen.Tool.Import;

namespace MobileNetGen.Tool.Formats.PyTorch;

/// <summary>A name of Python that a pickle refers to. It is never looked up.</summary>
internal sealed record PickledName(string Module, string Name)
{
    public string DisplayText => $"{Module}.{Name}";
}

/// <summary>A dictionary, whose keys are texts.</summary>
internal sealed class PickledMapping
{
    public List<(string Key, object? Value)> Items { get; } = [];
}

/// <summary>The elements of tensors, as the file keeps them.</summary>
/// <param name="Type">PyTorch's name of the elements' type: <c>HalfStorage</c>.</param>
/// <param name="Key">Its name in the file.</param>
/// <param name="Length">How many elements.</param>
internal sealed record TorchStorage(string Type, string Key, long Length);

/// <summary>A view of a storage: where it begins, and how far apart the elements of each axis are.</summary>
internal sealed record TorchTensor(TorchStorage Storage, long Offset, IReadOnlyList<long> Shape, IReadOnlyList<long> Strides)
{
    public bool IsFloat => Storage.Type is "FloatStorage" or "HalfStorage" or "BFloat16Storage" or "DoubleStorage";

    /// <summary>The elements in the order of the axes.</summary>
    /// <param name="bytes">The storage.</param>
    /// <exception cref="ToolException">The view leads out of the storage, or its elements are no floats.</exception>
    public float[] Values(ReadOnlySpan<byte> bytes)
    {
        int[] shape = [.. Shape.Select(extent => (int)Math.Clamp(extent, -1, int.MaxValue))];
        var (count, size) = (Constant.LengthOf(shape), Size(Storage.Type));
        var last = Shape.Zip(Strides).Sum(axis => (decimal)Math.Max(axis.First - 1, 0) * axis.Second) + Offset;
        if (Shape.Count != Strides.Count
            || Strides.Any(stride => stride < 0)
            || Offset < 0
            || (count > 0 && (last >= bytes.Length / size || last >= Storage.Length)))
        {
            throw new ToolException($"a tensor of [{string.Join(", ", Shape)}] leads out of its storage {Storage.Key}.");
        }

        var (values, digits, from) = (new float[count], new int[shape.Length], Offset);
        for (var index = 0; index < count; index++)
        {
            values[index] = Number(bytes.Slice((int)from * size, size));
            for (var axis = shape.Length - 1; axis >= 0; axis--)
            {
                from += Strides[axis];
                if (++digits[axis] < shape[axis])
                {
                    break;
                }

                from -= Strides[axis] * shape[axis];
                digits[axis] = 0;
            }
        }

        return values;
    }

    /// <exception cref="ToolException">The type is none that PyTorch has.</exception>
    public static int Size(string storage) => storage switch
    {
        "ByteStorage" or "CharStorage" or "BoolStorage" => 1,
        "ShortStorage" or "HalfStorage" or "BFloat16Storage" => 2,
        "IntStorage" or "FloatStorage" => 4,
        "LongStorage" or "DoubleStorage" => 8,
        _ => throw new ToolException($"it keeps tensors as {storage}; FloatStorage, HalfStorage, BFloat16Storage and DoubleStorage are accepted: "
            + "save state_dict() of a model that is not quantised."),
    };

    private float Number(ReadOnlySpan<byte> bytes) => Storage.Type switch
    {
        "FloatStorage" => System.Buffers.Binary.BinaryPrimitives.ReadSingleLittleEndian(bytes),
        "HalfStorage" => (float)System.Buffers.Binary.BinaryPrimitives.ReadHalfLittleEndian(bytes),
        "BFloat16Storage" => BitConverter.UInt32BitsToSingle((uint)System.Buffers.Binary.BinaryPrimitives.ReadUInt16LittleEndian(bytes) << 16),
        "DoubleStorage" => (float)System.Buffers.Binary.BinaryPrimitives.ReadDoubleLittleEndian(bytes),
        _ => throw new ToolException($"a tensor of {Storage.Type} stands where floats are accepted."),
    };
}
