namespace MobileNetGen.Tool.Import.Reading;

/// <summary>
/// What one node of a model says, by name. Its reader takes what it knows; what is left over when the node was read would have been
/// passed over in silence, and is refused instead.
/// </summary>
/// <param name="signature">What nodes of this kind may say.</param>
/// <param name="said">What this one says: names, and their values as a message shows them.</param>
internal sealed class NodeFacts(OperatorSignature signature, IReadOnlyDictionary<string, string> said)
{
    private readonly HashSet<string> _left = [.. said.Keys];

    /// <summary>Marks a name as read, whether the node says it or not.</summary>
    /// <exception cref="InvalidOperationException">The reader's signature does not list the name.</exception>
    public void Take(string name)
    {
        if (signature.Find(name) is not { Values.Count: 0, IsIgnorable: false })
        {
            throw new InvalidOperationException($"a reader takes \"{name}\", which its signature does not list as read.");
        }

        _left.Remove(name);
    }

    /// <summary>Called when the node was read.</summary>
    /// <exception cref="ToolException">The node says something that was not read: all of it is listed.</exception>
    public void RequireTaken()
    {
        var problems = _left.Order(StringComparer.Ordinal).Select(Problem).OfType<string>().ToList();
        if (problems.Count > 0)
        {
            throw new ToolException(string.Join("; ", problems));
        }
    }

    private string? Problem(string name) => signature.Find(name) switch
    {
        { IsIgnorable: true } => null,
        { Values: { Count: > 0 } values } => values.Contains(said[name]) ? null : $"its {name} is {said[name]}; {string.Join(" or ", values)} is accepted",
        null => $"its {name} is {said[name]}, which is not known",
        _ => $"its {name} is {said[name]}, which is not read here",
    };
}
