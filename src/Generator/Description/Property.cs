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
internal class Property<T>(string name, Accepted accepted, Func<Node, T> convert) : Property(name, accepted)
    where T : struct
{
    public T Convert(Node node) => convert(node);
}

/// <summary>One of some values by their names.</summary>
internal sealed class ChoiceProperty<T>(string name, (string Name, T Value)[] choices) : Property<T>(
    name,
    Accepted.Choice([.. choices.Select(choice => choice.Name)]),
    node => choices.First(choice => choice.Name == Values.Text(node)).Value)
    where T : struct
{
    public string NameOf(T value) => choices.First(choice => choice.Value.Equals(value)).Name;
}
