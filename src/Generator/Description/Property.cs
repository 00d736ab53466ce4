namespace MobileNetGen.Generator.Description;

/// <summary>A key that a layer kind understands. Compared by reference: each is made once, in <see cref="Properties"/>.</summary>
internal abstract class Property(string name, string accepts) : IEquatable<Property>
{
    public string Name { get; } = name;

    /// <summary>What is accepted, to complete the sentence "x is 0; … is accepted."</summary>
    public string Accepts { get; } = accepts;

    public abstract bool IsSpelledBy(Node node);

    public bool Equals(Property? other) => ReferenceEquals(this, other);

    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override int GetHashCode() => Name.GetHashCode();
}

/// <param name="read">The value that a node spells, or null if it spells none that is accepted.</param>
internal sealed class Property<T>(string name, string accepts, Func<Node, T?> read) : Property(name, accepts)
    where T : struct
{
    public T? Read(Node node) => read(node);

    public override bool IsSpelledBy(Node node) => read(node) is not null;
}
