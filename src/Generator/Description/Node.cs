using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Description;

/// <summary>
/// A description before it is understood: what JSON text and C# attributes have in common.
/// Nodes carry no positions, so a change of white space leaves them equal.
/// </summary>
internal abstract record Node
{
    /// <summary>The node as a problem's sentence names it: <c>"same"</c>, <c>3</c>, <c>an object</c>.</summary>
    public abstract string Shown { get; }
}

internal sealed record ObjectNode(EquatableArray<Member> Members) : Node
{
    public override string Shown => "an object";

    public Node? Find(string key)
    {
        foreach (var member in Members)
        {
            if (member.Key == key)
            {
                return member.Value;
            }
        }

        return null;
    }
}

internal sealed record Member(string Key, Node Value);

internal sealed record ArrayNode(EquatableArray<Node> Items) : Node
{
    private const int MostShown = 8;

    public override string Shown => "[" + string.Join(", ", Items.Take(MostShown).Select(item => item.Shown)) + (Items.Count > MostShown ? ", …]" : "]");
}

internal sealed record NumberNode(double Value) : Node
{
    public override string Shown => Invariant.Format(Value);
}

internal sealed record StringNode(string Value) : Node
{
    public override string Shown => "\"" + Visible.Short(Value) + "\"";
}

internal sealed record BooleanNode(bool Value) : Node
{
    public override string Shown => Value ? "true" : "false";
}

internal sealed record NullNode : Node
{
    public override string Shown => "null";
}
