namespace MobileNetGen.Generator.Description;

/// <summary>A key of a description and what it accepts. Compared by reference: each is made once, beside what reads it.</summary>
internal class Property(string name, Accepted accepted) : IEquatable<Property>
{
    public string Name { get; } = name;

    public Accepted Accepted { get; } = accepted;

    /// <summary>True if nothing stands in for the key where it is missing.</summary>
    public bool IsRequired { get; init; }

    /// <summary>What stands in for the key where it is missing, as a description has it; null where that depends on something else.</summary>
    public virtual Node? DefaultNode => null;

    public bool Equals(Property? other) => ReferenceEquals(this, other);

    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override int GetHashCode() => Name.GetHashCode();
}

/// <param name="convert">The value of a node that is accepted.</param>
/// <param name="write">The node of a value: the inverse.</param>
internal class Property<T>(string name, Accepted accepted, Func<Node, T> convert, Func<T, Node> write) : Property(name, accepted)
    where T : struct
{
    /// <summary>What stands in for the key where it is missing; null where that depends on something else.</summary>
    public T? Default { get; init; }

    public override Node? DefaultNode => Default is { } value ? write(value) : null;

    public T Convert(Node node) => convert(node);

    /// <summary>The same key where something else stands in for it.</summary>
    public Property<T> Or(T value) => new(Name, Accepted, convert, write) { Default = value };

    /// <summary>The key with a value, as a description has it.</summary>
    public Member Of(T value) => new(Name, write(value));

    /// <summary>The key with a value; nothing where there is none.</summary>
    public IEnumerable<Member> If(T? value) => value is { } said ? [Of(said)] : [];

    /// <summary>The key with a value; nothing where that stands in for it anyway.</summary>
    /// <param name="networkDefault">What stands in for the key in this network; null for what does elsewhere.</param>
    public IEnumerable<Member> Unless(T? value, T? networkDefault = null) => value.Equals(networkDefault ?? Default) ? [] : If(value);
}

/// <summary>One of some values by their names.</summary>
internal sealed class ChoiceProperty<T>(string name, (string Name, T Value)[] choices) : Property<T>(
    name,
    Accepted.Choice([.. choices.Select(choice => choice.Name)]),
    node => choices.First(choice => choice.Name == Values.Text(node)).Value,
    value => new StringNode(choices.First(choice => choice.Value.Equals(value)).Name))
    where T : struct
{
    public string NameOf(T value) => choices.First(choice => choice.Value.Equals(value)).Name;
}
