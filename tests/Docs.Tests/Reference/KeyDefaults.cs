using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Docs.Tests.Reference;

/// <summary>
/// What stands in for a key that a layer does not have: what the key says, or, where that depends on other keys, what is found by trying, the
/// value that makes the same graph as none at all.
/// </summary>
internal static class KeyDefaults
{
    /// <summary>The value as JSON, or null if none of those tried is it.</summary>
    public static string? Of(LayerKind kind, Property key) => key.DefaultNode?.DisplayText ?? Found(kind, key);

    /// <summary>True if a layer is the same with the value that stands in for a key as without the key.</summary>
    public static bool IsTrue(LayerKind kind, Property key) => new[] { "", ", \"batchNorm\": true" }
        .Where(context => context.Length == 0 || kind.Properties.Any(property => property.Name == "batchNorm" && property != key))
        .Select(context => context + Required(kind, key))
        .All(given => Graph(kind, $"{given}, \"{key.Name}\": {key.DefaultNode!.DisplayText}").Equals(Graph(kind, given)));

    private static string? Found(LayerKind kind, Property key)
    {
        // What normalises a layer matters only where it is normalised.
        return Find(kind, key, "") ?? (kind.Properties.Any(property => property.Name == "batchNorm") ? Find(kind, key, ", \"batchNorm\": true") : null);
    }

    private static string? Find(LayerKind kind, Property key, string context)
    {
        var given = context + Required(kind, key);
        var without = Graph(kind, given);
        var tried = Candidates(key.Accepted).Select(value => (Value: value, IsSame: Graph(kind, $"{given}, \"{key.Name}\": {value}").Equals(without))).ToList();
        return tried.Count(candidate => candidate.IsSame) == 1 && tried.Count > 1 ? tried.Single(candidate => candidate.IsSame).Value : null;
    }

    private static string Required(LayerKind kind, Property key) => string.Concat(kind.Properties
        .Where(property => property.IsRequired && property != key)
        .Select(property => $", \"{property.Name}\": 24"));

    private static Result<NetworkGraph> Graph(LayerKind kind, string properties)
    {
        var json = $$"""{ "input": { "height": 8, "width": 8, "channels": 3 }, "width": 0.5, "layers": [ { "kind": "{{kind.Name}}"{{properties}} } ] }""";
        return Generator.Json.JsonParser.Parse(json).Then(root => DescriptionReader.Read(root, "Net")).Then(GraphBuilder.Build);
    }

    private static IEnumerable<string> Candidates(Accepted accepted) => accepted switch
    {
        AcceptedFlag => ["true", "false"],
        AcceptedChoice choice => choice.Names.Select(name => $"\"{name}\""),
        AcceptedInteger integer => Enumerable.Range(1, 32).Where(value => value >= integer.Min && value <= integer.Max).Select(Invariant.Format),
        AcceptedNumber number => new[] { 0, 0.00001, 0.001, 0.01, 0.1, 0.2, 0.25, 0.5, 1, 2, 4, 6 }
            .Where(
                value => number.Matches(new NumberNode(value))).Select(value => value.ToString("0.######", System.Globalization.CultureInfo.InvariantCulture)),
        AcceptedEither either => Candidates(either.First),
        _ => [],
    };
}
