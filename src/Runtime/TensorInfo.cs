namespace MobileNetGen;

/// <summary>An input or output of a network.</summary>
public sealed record TensorInfo
{
    /// <summary>Its name in the description.</summary>
    public required string Name { get; init; }

    /// <summary>Its extents.</summary>
    public required TensorShape Shape { get; init; }

    /// <summary>What its elements are. Floats are accepted and given in any case: those that integers stand for.</summary>
    public TensorElement Element { get; init; }

    /// <summary>Elements in all.</summary>
    public int Length => Shape.Length;
}
