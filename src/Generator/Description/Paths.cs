using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Description;

/// <summary>Places in a description: <c>layers[7].stride</c>; a key that would be ambiguous stands in brackets: <c>input["a.b"]</c>.</summary>
internal static class Paths
{
    public const string Root = "";

    public static string Child(string parent, string key) =>
        parent.Length == 0 && Step(key) is { } step && step[0] == '.' ? key : parent + Step(key);

    /// <summary>What a key adds to a path: <c>.stride</c>, or <c>["a.b"]</c>.</summary>
    public static string Step(string key) => key.Length == 0 || key.Any(c => c is '.' or '[' or ']' or '"') ? $"[\"{key}\"]" : "." + key;

    /// <summary>A path as steps alone: <c>.layers[7].stride</c>.</summary>
    public static string FromRoot(string path) => path.Length == 0 || path[0] == '[' ? path : "." + path;

    /// <summary>True if one path leads to what holds the other's, or to the same.</summary>
    public static bool Holds(string outer, string inner) => outer.Length == 0
        || (inner.StartsWith(outer, StringComparison.Ordinal) && (inner.Length == outer.Length || inner[outer.Length] is '.' or '['));

    public static string Item(string parent, int index) => $"{parent}[{Invariant.Format(index)}]";
}
