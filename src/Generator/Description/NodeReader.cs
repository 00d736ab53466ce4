using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Description;

/// <summary>An object of the description with its path, and where what is wrong with it is written down.</summary>
internal sealed class NodeReader(ObjectNode node, string path, List<Problem> problems)
{
    public string Path { get; } = path;

    public bool Has(string key) => node.Find(key) is not null;

    public Node? Find(string key) => node.Find(key);

    public void Report(ProblemKind kind, string path, string message) => problems.Add(new Problem(kind, path, message));

    public string PathOf(string key) => Paths.Child(Path, key);

    /// <summary>The value of a key; null where it is missing, or wrong, which is reported.</summary>
    public T? Get<T>(Property<T> property)
        where T : struct
    {
        if (node.Find(property.Name) is not { } value)
        {
            return null;
        }

        var read = property.Read(value);
        if (read is null)
        {
            Reject(property.Name, value, property.Accepts);
        }

        return read;
    }

    /// <summary>Reports a value that is wrong, whether or not anything will read it.</summary>
    public void Check(Property property)
    {
        if (node.Find(property.Name) is { } value && !property.IsSpelledBy(value))
        {
            Reject(property.Name, value, property.Accepts);
        }
    }

    /// <summary>The value of a key that must be there; <paramref name="standIn"/> after reporting that it is not.</summary>
    public T Require<T>(Property<T> property, T standIn)
        where T : struct
    {
        if (!Has(property.Name))
        {
            Report(ProblemKind.MissingProperty, Path, $"\"{property.Name}\" is missing; {property.Accepts} is accepted.");
        }

        return Get(property) ?? standIn;
    }

    public string? Text(string key)
    {
        if (node.Find(key) is not { } value)
        {
            return null;
        }

        if (value is not StringNode { Value: { Length: > 0 } text })
        {
            Reject(key, value, "a text that is not empty");
            return null;
        }

        return text;
    }

    public void Reject(string key, Node value, string accepts) =>
        Report(ProblemKind.InvalidValue, PathOf(key), $"\"{key}\" is {value.Shown}; {accepts} is accepted.");

    /// <summary>Reports every key that is not among <paramref name="known"/>.</summary>
    public void RejectUnknown(string what, IReadOnlyCollection<string> known)
    {
        foreach (var member in node.Members)
        {
            if (!known.Contains(member.Key))
            {
                Report(ProblemKind.UnknownProperty, PathOf(member.Key), $"{what} has no \"{member.Key}\"; it has {string.Join(", ", known)}.");
            }
        }
    }

    /// <summary>The object under a key; null where it is missing, or no object, which is reported.</summary>
    public NodeReader? Object(string key)
    {
        switch (node.Find(key))
        {
            case null:
                return null;
            case ObjectNode child:
                return new NodeReader(child, PathOf(key), problems);
            case var other:
                Reject(key, other, "an object");
                return null;
        }
    }

    /// <summary>The objects in the array under a key; nothing where it is missing; what is no object is reported.</summary>
    public IReadOnlyList<NodeReader> Objects(string key)
    {
        switch (node.Find(key))
        {
            case null:
                return [];
            case ArrayNode array:
                var children = new List<NodeReader>();
                for (var index = 0; index < array.Items.Count; index++)
                {
                    var path = Paths.Item(PathOf(key), index);
                    if (array.Items[index] is ObjectNode child)
                    {
                        children.Add(new NodeReader(child, path, problems));
                    }
                    else
                    {
                        Report(ProblemKind.InvalidValue, path, $"this is {array.Items[index].Shown}; an object is accepted.");
                    }
                }

                return children;
            case var other:
                Reject(key, other, "an array of objects");
                return [];
        }
    }

    public ObjectNode Node => node;
}
