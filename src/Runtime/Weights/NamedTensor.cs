namespace MobileNetGen;

/// <summary>A tensor to be written.</summary>
/// <param name="name">Its name in the file.</param>
/// <param name="shape">Its extents.</param>
/// <param name="values">As many elements as the extents' product.</param>
public sealed class NamedTensor(string name, IReadOnlyList<int> shape, ReadOnlyMemory<float> values)
{
    /// <summary>Its name in the file.</summary>
    public string Name { get; } = name;

    /// <summary>Its extents.</summary>
    public IReadOnlyList<int> Shape { get; } = shape;

    /// <summary>As many elements as the extents' product.</summary>
    public ReadOnlyMemory<float> Values { get; } = values;
}
