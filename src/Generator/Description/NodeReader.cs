using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Description;

/// <summary>An object of the description with its path, and where what is wrong with it is written down.</summary>
internal sealed class NodeReader(ObjectNode node, string path, ProblemList problems)
{
    /// <summary>Layers, inputs or outputs of a network. The largest MobileNet has some 300.</summary>
    public const int MaxItems = 4096;

    public string Path { get; } = path;

    public bool Has(Property property) => node.Find(property.Name) is not null;

    public Node? Find(Property property) => node.Find(property.Name);

    public void Report(ProblemKind kind, string path, string message) => problems.Add(new Problem(kind, path, message));

    public string PathOf(Property property) => Paths.Child(Path, property.Name);

    /// <summary>The node under a key; null where it is missing, or wrong, which is reported.</summary>
    public Node? Accept(Property property)
    {
        if (Find(property) is not { } value || property.Accepted.Matches(value))
        {
            return Find(property);
        }

        Reject(property, value, property.Accepted.Sentence);
        return null;
    }

    /// <summary>The value of a key; null where it is missing, or wrong, which is reported.</summary>
    public T? Get<T>(Property<T> property)
        where T : struct => Accept(property) is { } value ? property.Convert(value) : null;

    /// <summary>The value of a key, or what stands in for it where it is missing, or wrong, which is reported.</summary>
    public T Value<T>(Property<T> property)
        where T : struct => Get(property) ?? property.Default ?? throw new ArgumentException($"nothing stands in for \"{property.Name}\".", nameof(property));

    /// <summary>The value of a key that must be there; <paramref name="standIn"/> after reporting that it is not.</summary>
    public T Require<T>(Property<T> property, T standIn)
        where T : struct
    {
        if (!Has(property))
        {
            Miss(property, property.Accepted.Sentence + " is accepted");
        }

        return Get(property) ?? standIn;
    }

    /// <summary>Reports where neither of two keys is there.</summary>
    public void RequireOneOf(Property first, Property second)
    {
        if (!Has(first) && !Has(second))
        {
            Report(
                ProblemKind.MissingProperty,
                Path,
                $"\"{first.Name}\" and \"{second.Name}\" are missing; {first.Accepted.Sentence} is accepted for one of them or both.");
        }
    }

    public string? Text(Property property) => (Accept(property) as StringNode)?.Value;

    public void Reject(Property property, Node value, string accepts) =>
        Report(
            ProblemKind.InvalidValue,
            PathOf(property),
            $"\"{property.Name}\" is {value.DisplayText}; {accepts} is accepted."
                + (property.Accepted is AcceptedChoice { Names: var names } && value is StringNode text ? Suggestion.After(text.Value, names) : ""));

    /// <param name="cure">What to do about it.</param>
    public void Miss(Property property, string cure) =>
        Report(ProblemKind.MissingProperty, Path, $"\"{property.Name}\" is missing; {cure}.");

    /// <summary>Reports every key that is not among <paramref name="known"/>.</summary>
    public void RejectUnknown(string what, IReadOnlyCollection<Property> known)
    {
        foreach (var member in node.Members)
        {
            if (known.All(property => property.Name != member.Key))
            {
                Report(
                    ProblemKind.UnknownProperty,
                    Paths.Child(Path, member.Key),
                    $"{what} has no \"{Visible.Short(member.Key)}\"; it has {string.Join(", ", known.Select(property => property.Name))}."
                        + Suggestion.After(member.Key, known.Select(property => property.Name)));
            }
        }
    }

    /// <summary>The object under a key; null where it is missing, or no object, which is reported.</summary>
    public NodeReader? Object(Property property) =>
        Accept(property) is ObjectNode child ? new NodeReader(child, PathOf(property), problems) : null;

    /// <summary>The objects in the array under a key; nothing where it is missing or too long; what is no object is reported.</summary>
    public IReadOnlyList<NodeReader> Objects(Property property)
    {
        if (Find(property) is not { } value)
        {
            return [];
        }

        if (value is not ArrayNode array)
        {
            Reject(property, value, property.Accepted.Sentence);
            return [];
        }

        if (array.Items.Count > MaxItems)
        {
            Report(
                ProblemKind.TooLarge,
                PathOf(property),
                $"\"{property.Name}\" has {Invariant.Grouped(array.Items.Count)} entries; {Invariant.Grouped(MaxItems)} are accepted.");
            return [];
        }

        var children = new List<NodeReader>();
        for (var index = 0; index < array.Items.Count; index++)
        {
            var path = Paths.Item(PathOf(property), index);
            if (array.Items[index] is ObjectNode child)
            {
                children.Add(new NodeReader(child, path, problems));
            }
            else
            {
                Report(ProblemKind.InvalidValue, path, $"this is {array.Items[index].DisplayText}; an object is accepted.");
            }
        }

        return children;
    }

    public ObjectNode Node => node;
}
