using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Description.Presets;

/// <summary>A short spelling for descriptions written in C#.</summary>
internal static class Nodes
{
    public static ObjectNode Object(params (string Key, Node Value)[] members) =>
        new(members.Select(member => new Member(member.Key, member.Value)).ToEquatable());

    public static ArrayNode Array(params Node[] items) => new(items.ToEquatable());

    public static NumberNode Number(double value) => new(value);

    public static StringNode Text(string value) => new(value);

    public static BooleanNode Flag(bool value) => new(value);

    public static ObjectNode Layer(string kind, string name, params Member[] keys) =>
        new(keys.Prepend(new Member("name", Text(name))).Prepend(new Member("kind", Text(kind))).ToEquatable());
}
