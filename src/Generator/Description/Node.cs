using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Description;

/// <summary>
/// A description before it is understood: what JSON text and C# attributes have in common.
/// Nodes carry no positions, so a change of white space leaves them equal.
/// </summary>
internal abstract record Node
{
    /// <summary>The node as a problem's sentence names it: <c>"same"</c>, <c>3</c>, <c>an object</c>.</summary>
    public abstract string DisplayText { get; }
}

internal sealed record ObjectNode(EquatableArray<Member> Members) : Node
{
    public override string DisplayText => "an object";

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
    private const int MaxDisplayed = 8;

    public override string DisplayText =>
        "[" + string.Join(", ", Items.Take(MaxDisplayed).Select(item => item.DisplayText)) + (Items.Count > MaxDisplayed ? ", …]" : "]");
}

internal sealed record NumberNode(double Value) : Node
{
    public override string DisplayText => Invariant.Format(Value);
}

internal sealed record StringNode(string Value) : Node
{
    public override string DisplayText => "\"" + Visible.Short(Value) + "\"";
}

internal sealed record BooleanNode(bool Value) : Node
{
    public override string DisplayText => Value ? "true" : "false";
}

internal sealed record NullNode : Node
{
    public override string DisplayText => "null";
}
