namespace MobileNetGen;

/// <summary>An input or output of a network.</summary>
public sealed record TensorInfo
{
    /// <summary>Its name in the description.</summary>
    public required string Name { get; init; }

    /// <summary>Its extents.</summary>
    public required TensorShape Shape { get; init; }

    /// <summary>Elements in all.</summary>
    public int Length => Shape.Length;
}
