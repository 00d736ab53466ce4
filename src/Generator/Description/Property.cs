namespace MobileNetGen.Generator.Description;

/// <summary>A key of a description and what it accepts. Compared by reference: each is made once, beside what reads it.</summary>
internal class Property(string name, Accepted accepted) : IEquatable<Property>
{
    public string Name { get; } = name;

    public Accepted Accepted { get; } = accepted;

    /// <summary>True if nothing stands in for the key where it is missing.</summary>
    public bool IsRequired { get; init; }

    public bool Equals(Property? other) => ReferenceEquals(this, other);

    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override int GetHashCode() => Name.GetHashCode();
}

/// <param name="convert">The value of a node that is accepted.</param>
internal sealed class Property<T>(string name, Accepted accepted, Func<Node, T> convert) : Property(name, accepted)
    where T : struct
{
    public T Convert(Node node) => convert(node);
}
