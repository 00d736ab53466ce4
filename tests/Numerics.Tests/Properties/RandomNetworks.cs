using System.Globalization;
using CsCheck;
using MobileNetGen.Generator;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Json;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Numerics.Tests.Layers;

namespace MobileNetGen.Numerics.Tests.Properties;

/// <summary>
/// Descriptions of small networks of every layer kind, with crossing branches and several outputs. What a layer cannot read, it is not
/// given.
/// </summary>
internal static class RandomNetworks
{
    private const int MaxLayers = 9;
    private const int MaxElements = 4000;

    /// <summary>Draws of branches for the draws of each layer kind.</summary>
    private const int BranchDraws = 4;

    /// <summary>All that computes with floats.</summary>
    public static readonly IReadOnlyList<string> Kinds = [.. LayerKinds.All.Except([Quantize.Layer, Dequantize.Layer]).Select(kind => kind.Name)];

    private static readonly Gen<Draw> s_layer = Gen.Select(
        Gen.Int[0, Kinds.Count + BranchDraws - 1],
        Gen.Int[1, 4],
        Gen.Int[1, 6],
        Gen.Int[0, 119].Array[16],
        (kind, from, beside, choices) => new Draw(kind, from, beside, choices));

    /// <summary>JSON texts.</summary>
    public static readonly Gen<string> All = Gen.Select(
        Gen.Int[1, 9],
        Gen.Int[1, 9],
        Gen.Int[1, 40],
        s_layer.Array[1, MaxLayers],
        Describe);

    private static string Describe(int height, int width, int channels, Draw[] draws)
    {
        var input = LayerCase.Port($"{height}x{width}x{channels}");
        var layers = new List<string>();
        var tensors = new List<TensorType> { new(height, width, channels) };
        var names = new List<string> { "input" };
        foreach (var draw in draws)
        {
            var name = "n" + names.Count.ToString(CultureInfo.InvariantCulture);
            var texts = draw.Kind < Kinds.Count ? Layers(draw, name, tensors, names) : Summed(draw, name, tensors, names);
            var graph = Graph($$"""{ "input": {{input}}, "layers": [ {{string.Join(",\n", layers.Concat(texts))}} ] }""");
            if (graph?.Types[^1] is { Length: <= MaxElements } made)
            {
                layers.AddRange(texts);
                names.Add(name);
                tensors.Add(made);
            }
        }

        if (layers.Count == 0)
        {
            layers.Add("""{ "kind": "relu", "name": "n1", "inputs": ["input"] }""");
            names.Add("n1");
        }

        // What nobody reads is an output; so is one in the middle.
        var outputs = names.Skip(1)
            .Where(name => !layers.Any(layer => layer[layer.IndexOf("inputs", StringComparison.Ordinal)..].Contains($"\"{name}\"", StringComparison.Ordinal)))
            .Append(names[(names.Count + 1) / 2])
            .Distinct()
            .Select(name => $$"""{ "name": "of_{{name}}", "layer": "{{name}}" }""");
        return $$"""
            { "input": {{input}},
              "layers": [
                {{string.Join(",\n    ", layers)}} ],
              "outputs": [ {{string.Join(", ", outputs)}} ] }
            """;
    }

    private static IReadOnlyList<string> Layers(Draw draw, string name, List<TensorType> tensors, List<string> names)
    {
        var kind = Kinds[draw.Kind];
        var from = Math.Max(0, tensors.Count - draw.From);
        var properties = LayerTexts.Of(kind, draw, tensors[from]);
        var beside = names[Math.Max(0, tensors.Count - draw.Beside)];
        return kind switch
        {
            // What is divided by, and what has a root or a logarithm, stays away from 0, where one rounding more is everything.
            "div" => [Text("clip", $"{name}_divisor", "\"min\": 0.5, \"max\": 4", beside), Text(kind, name, properties, names[from], $"{name}_divisor")],
            "log" or "sqrt" => [Text("clip", $"{name}_positive", "\"min\": 0.5, \"max\": 4", names[from]), Text(kind, name, properties, $"{name}_positive")],
            "exp" => [Text("clip", $"{name}_small", "\"min\": -3, \"max\": 3", names[from]), Text(kind, name, properties, $"{name}_small")],
            "add" or "sub" or "mul" or "maximum" or "minimum" or "concat" => [Text(kind, name, properties, names[from], beside)],
            _ => [Text(kind, name, properties, names[from])],
        };
    }

    private static string Text(string kind, string name, string properties, params string[] inputs) =>
        $$"""{ "kind": "{{kind}}", "name": "{{name}}"{{(properties.Length > 0 ? ", " + properties : "")}}, "inputs": """
            + $$"""[{{string.Join(", ", inputs.Select(input => $"\"{input}\""))}}] }""";

    private static IReadOnlyList<string> Summed(Draw draw, string name, List<TensorType> tensors, List<string> names)
    {
        var from = Math.Max(0, tensors.Count - draw.From);
        var alike = names.Where((_, index) => tensors[index] == tensors[from]).Reverse().Take(2);
        return new Branches(draw, name, [names[from], .. alike], tensors[from]).Layers();
    }

    private static ShapedGraph? Graph(string json) => JsonParser.Parse(json).Then(root => NetworkCompiler.Graph(root, "Net")).Value;
}
