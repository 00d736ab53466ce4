using System.Runtime.CompilerServices;
using MobileNetGen.Generator.Description;

namespace MobileNetGen.Generator.Json;

/// <summary>Where a value stands in the text.</summary>
internal readonly record struct TextRange(int Start, int Length);

/// <summary>A tree, and where each of its nodes stands in the text. Nodes that are equal stand in several places: they are told apart by identity.</summary>
internal sealed record LocatedJson(ObjectNode Root, IReadOnlyDictionary<Node, TextRange> Ranges)
{
    /// <summary>Ranges by node, before they are known.</summary>
    public static Dictionary<Node, TextRange> NoRanges() => new(new Identity());

    private sealed class Identity : IEqualityComparer<Node>
    {
        public bool Equals(Node? x, Node? y) => ReferenceEquals(x, y);

        public int GetHashCode(Node obj) => RuntimeHelpers.GetHashCode(obj);
    }
}
