namespace MobileNetGen;

/// <summary>A tensor to be written.</summary>
/// <param name="name">Its name in the file.</param>
/// <param name="shape">Its extents.</param>
/// <param name="values">As many elements as the extents' product.</param>
public sealed class NamedTensor(string name, IReadOnlyList<int> shape, ReadOnlyMemory<float> values)
{
    /// <summary>A tensor of integers.</summary>
    /// <param name="name">Its name in the file.</param>
    /// <param name="shape">Its extents.</param>
    /// <param name="integers">As many elements as the extents' product, each one of the type's.</param>
    /// <param name="type">What they are written as: Int8, UInt8 or Int32.</param>
    public NamedTensor(string name, IReadOnlyList<int> shape, ReadOnlyMemory<int> integers, TensorElementType type)
        : this(name, shape, ReadOnlyMemory<float>.Empty) => (Integers, IntegerType) = (integers, type);

    /// <summary>Its name in the file.</summary>
    public string Name { get; } = name;

    /// <summary>Its extents.</summary>
    public IReadOnlyList<int> Shape { get; } = shape;

    /// <summary>As many elements as the extents' product; none of a tensor of integers.</summary>
    public ReadOnlyMemory<float> Values { get; } = values;

    /// <summary>The integers of a tensor of integers.</summary>
    public ReadOnlyMemory<int> Integers { get; }

    /// <summary>What integers are written as; null for floats.</summary>
    public TensorElementType? IntegerType { get; }
}
