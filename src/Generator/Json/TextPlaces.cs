using System.Globalization;
using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Json;

/// <summary>Where the places of problems stand in a text, which is parsed once, when the first path is looked for.</summary>
internal sealed class TextPlaces(string text)
{
    private readonly Lazy<LocatedJson?> _located = new(() => JsonParser.Locate(text));

    /// <summary>What stands there. A place that the text does not have, such as one inside a preset, is shown at what holds it.</summary>
    public TextRange Find(ProblemPlace place) => place switch
    {
        OffsetPlace { Offset: var offset } => new TextRange(Math.Min(offset, text.Length), 0),
        PathPlace { Path.Length: > 0 } inner when _located.Value is { } located => Find(located, Paths.FromRoot(inner.Path)),
        _ => new TextRange(0, 0),
    };

    private static TextRange Find(LocatedJson located, string path)
    {
        var (node, range, at) = ((Node)located.Root, new TextRange(0, 0), 0);
        while (at < path.Length && Step(node, path, at) is { } step)
        {
            (node, range, at) = (step.Child, located.Ranges[step.Child], at + step.Length);
        }

        return range;
    }

    /// <summary>The child that the path's next step leads to, and how long the step is.</summary>
    private static (Node Child, int Length)? Step(Node node, string path, int at) => node switch
    {
        ArrayNode { Items: var items } => Item(items, path, at),
        ObjectNode { Members: var members } => Member(members, path, at),
        _ => null,
    };

    private static (Node Child, int Length)? Item(EquatableArray<Node> items, string path, int at)
    {
        var end = path.IndexOf(']', at);
        return path[at] == '[' && end > at
            && int.TryParse(path.Substring(at + 1, end - at - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < items.Count
            ? (items[index], end + 1 - at)
            : null;
    }

    private static (Node Child, int Length)? Member(EquatableArray<Member> members, string path, int at)
    {
        foreach (var member in members)
        {
            var step = Paths.Step(member.Key);
            var end = at + step.Length;
            if (string.CompareOrdinal(path, at, step, 0, step.Length) == 0 && (end == path.Length || path[end] is '.' or '['))
            {
                return (member.Value, step.Length);
            }
        }

        return null;
    }
}
