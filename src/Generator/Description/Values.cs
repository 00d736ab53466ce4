using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Description;

/// <summary>The values of nodes that were found to be accepted.</summary>
internal static class Values
{
    public static int Integer(Node node) => (int)Number(node);

    public static double Number(Node node) => ((NumberNode)node).Value;

    public static bool Flag(Node node) => ((BooleanNode)node).Value;

    public static string Text(Node node) => ((StringNode)node).Value;

    public static Extent Extent(Node node) => node is ArrayNode { Items: var items }
        ? new Extent(Integer(items[0]), Integer(items[1]))
        : new Extent(Integer(node), Integer(node));

    public static Scales Scales(Node node) => node is ArrayNode { Items: var items }
        ? new Scales((float)Number(items[0]), (float)Number(items[1]))
        : new Scales((float)Number(node), (float)Number(node));

    public static Padding Padding(Node node) => node is ArrayNode
        ? Graph.Padding.Of(Margins(node))
        : Text(node) switch
        {
            "same" => Graph.Padding.Same,
            "valid" => Graph.Padding.Valid,
            _ => Graph.Padding.Symmetric,
        };

    /// <summary><c>[top, bottom, left, right]</c>.</summary>
    public static Margins Margins(Node node)
    {
        var items = ((ArrayNode)node).Items;
        return new Margins(Integer(items[0]), Integer(items[1]), Integer(items[2]), Integer(items[3]));
    }

    /// <summary><c>[height, width, channels]</c>, or the length of a vector.</summary>
    public static MapShape Shape(Node node) => node is ArrayNode { Items: var items }
        ? new MapShape(Integer(items[0]), Integer(items[1]), Integer(items[2]))
        : new MapShape(1, 1, Integer(node));

    /// <summary><c>[begin, end]</c> or <c>[begin, end, step]</c>.</summary>
    public static AxisSlice Slice(Node node)
    {
        var items = ((ArrayNode)node).Items;
        return new AxisSlice(Integer(items[0]), Integer(items[1]), items.Count == 3 ? Integer(items[2]) : 1);
    }

    public static EquatableArray<double> Numbers(Node node) => ((ArrayNode)node).Items.Select(Number).ToEquatable();

    public static EquatableArray<string> Texts(Node node) => ((ArrayNode)node).Items.Select(Text).ToEquatable();
}
