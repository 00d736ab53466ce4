using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Description;

/// <summary>Reads single values from nodes; null where the node spells none that is accepted.</summary>
internal static class Values
{
    public static int? Integer(Node node, int least, int most) =>
        node is NumberNode { Value: var value } && value >= least && value <= most && value == Math.Floor(value) ? (int)value : null;

    public static double? Number(Node node, double least, double most) =>
        node is NumberNode { Value: var value } && value >= least && value <= most ? value : null;

    public static bool? Boolean(Node node) => node is BooleanNode { Value: var value } ? value : null;

    public static string? Text(Node? node) => node is StringNode { Value: var value } ? value : null;

    /// <summary>One integer for both directions, or <c>[height, width]</c>.</summary>
    public static Extent? Extent(Node node, int least, int most) => node switch
    {
        ArrayNode { Items: { Count: 2 } items } =>
            Integer(items[0], least, most) is { } height && Integer(items[1], least, most) is { } width ? new Extent(height, width) : null,
        _ => Integer(node, least, most) is { } both ? new Extent(both, both) : null,
    };

    public static Padding? Padding(Node node, int most) => node switch
    {
        StringNode { Value: "same" } => Graph.Padding.Same,
        StringNode { Value: "valid" } => Graph.Padding.Valid,
        StringNode { Value: "symmetric" } => Graph.Padding.Symmetric,
        ArrayNode { Items: { Count: 4 } items } when items.All(item => Integer(item, 0, most) is not null) => Graph.Padding.Of(new Margins(
            Integer(items[0], 0, most)!.Value,
            Integer(items[1], 0, most)!.Value,
            Integer(items[2], 0, most)!.Value,
            Integer(items[3], 0, most)!.Value)),
        _ => null,
    };

    public static EquatableArray<double>? Numbers(Node node, int count) =>
        node is ArrayNode { Items: var items } && items.Count == count && items.All(item => item is NumberNode)
            ? items.Select(item => ((NumberNode)item).Value).ToEquatable()
            : null;

    public static EquatableArray<string>? Texts(Node node) =>
        node is ArrayNode { Items: var items } && items.All(item => item is StringNode)
            ? items.Select(item => ((StringNode)item).Value).ToEquatable()
            : null;
}
