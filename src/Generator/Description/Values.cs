using System.Globalization;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Description;

/// <summary>The values of nodes that were found to be accepted, and the nodes of values.</summary>
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

    public static Node Write(int value) => new NumberNode(value);

    public static Node Write(double value) => new NumberNode(value);

    public static Node Write(bool value) => new BooleanNode(value);

    public static Node Write(string value) => new StringNode(value);

    /// <summary>One number where both are equal.</summary>
    public static Node Write(Extent value) => value.Height == value.Width ? Write(value.Height) : Array(value.Height, value.Width);

    public static Node Write(Scales value) => new ArrayNode(EquatableArray.Of(Write(Shortest(value.Height)), Write(Shortest(value.Width))));

    public static Node Write(Padding value) => value.Mode == PaddingMode.Explicit
        ? Write(value.Amount)
        : Write(value.Mode.ToString().ToLowerInvariant());

    public static Node Write(Margins value) => Array(value.Top, value.Bottom, value.Left, value.Right);

    public static Node Write(MapShape value) => Array(value.Height, value.Width, value.Channels);

    public static Node Write(AxisSlice value) => value.Step == 1 ? Array(value.Begin, value.End) : Array(value.Begin, value.End, value.Step);

    /// <summary>The number with the fewest digits that is the same single.</summary>
    public static double Shortest(float value) => double.Parse(Invariant.Format(value), CultureInfo.InvariantCulture);

    private static ArrayNode Array(params int[] items) => new(items.Select(Write).ToEquatable());
}
