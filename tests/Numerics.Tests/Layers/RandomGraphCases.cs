using static MobileNetGen.Numerics.Tests.Layers.LayerCase;

namespace MobileNetGen.Numerics.Tests.Layers;

/// <summary>Graphs whose branches cross, with several outputs: what folding and the sharing of memory can get wrong.</summary>
internal static class RandomGraphCases
{
    private const int Graphs = 12;
    private const int Layers = 14;
    private static readonly string[] s_channelKinds = ["relu", "relu6", "batchNorm", "dropout", "depthwise"];

    public static IEnumerable<LayerCase> All => Enumerable.Range(1, Graphs).Select(Graph);

    private static LayerCase Graph(int seed)
    {
        var random = new Random(seed);
        var channels = new List<(string Name, int Channels)> { ("input", 5) };
        var layers = new List<string>();
        for (var index = 1; index <= Layers; index++)
        {
            var (text, made) = Layer(random, channels);
            layers.Add($$"""{ "name": "n{{index}}", {{text}} }""");
            channels.Add(($"n{index}", made));
        }

        // What nobody reads is an output, and one that somebody reads is too.
        var outputs = channels.Skip(1).Select(made => made.Name)
            .Where(name => !layers.Any(layer => layer[layer.IndexOf("inputs", StringComparison.Ordinal)..].Contains($"\"{name}\"", StringComparison.Ordinal)))
            .Append($"n{random.Next(1, Layers)}")
            .Distinct();
        return new LayerCase(
            $"RandomGraph{seed}",
            $$"""
            { "input": {{Port("5x6x5")}},
              "layers": [ {{string.Join(",\n", layers)}} ],
              "outputs": [ {{string.Join(", ", outputs.Select(name => $$"""{ "name": "of_{{name}}", "layer": "{{name}}" }"""))}} ] }
            """);
    }

    /// <summary>A layer on earlier ones, recent ones more often, and how many channels it makes.</summary>
    private static (string Text, int Channels) Layer(Random random, List<(string Name, int Channels)> earlier)
    {
        var first = earlier[Math.Max(random.Next(earlier.Count), random.Next(earlier.Count))];
        switch (random.Next(4))
        {
            case 0:
                var filters = random.Next(2) == 0 ? 5 : random.Next(1, 20);
                return ($""" "kind": "pointwise", "filters": {filters}, "inputs": ["{first.Name}"], "batchNorm": {(random.Next(2) == 0 ? "true" : "false")} """, filters);
            case 1:
                var equal = earlier.Where(other => other.Channels == first.Channels).ToList();
                return ($""" "kind": "add", "inputs": ["{first.Name}", "{equal[random.Next(equal.Count)].Name}"] """, first.Channels);
            case 2 when first.Channels < 40:
                var second = earlier[random.Next(earlier.Count)];
                return ($""" "kind": "concat", "inputs": ["{second.Name}", "{first.Name}"] """, first.Channels + second.Channels);
            default:
                return ($""" "kind": "{s_channelKinds[random.Next(s_channelKinds.Length)]}", "inputs": ["{first.Name}"] """, first.Channels);
        }
    }
}
