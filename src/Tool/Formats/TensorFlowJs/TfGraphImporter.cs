using System.Text.Json;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Tool.Import;

namespace MobileNetGen.Tool.Formats.TensorFlowJs;

/// <summary>Reads a graph of TensorFlow's operators.</summary>
internal static class TfGraphImporter
{
    /// <exception cref="ToolException">The graph is of a kind that is not read at all.</exception>
    public static ImportedModel Import(JsonElement nodes, TfjsWeights weights, IReadOnlyList<int>? shape)
    {
        Limits.RequireOperators(nodes.GetArrayLength() - weights.All.Count);
        var sketch = new GraphSketch(weights.FileBytes);
        var values = weights.All.GroupBy(weight => weight.Name, StringComparer.Ordinal).ToDictionary(group => group.Key, group => (Value?)group.First().Value, StringComparer.Ordinal);
        var waiting = nodes.EnumerateArray().Select(node => new TfGraphNode(node, sketch, name => values.GetValueOrDefault(Source(name)))).Where(node => !values.ContainsKey(node.Name)).ToList();
        var read = waiting.SelectMany(node => node.Sources).Select(Source).ToHashSet(StringComparer.Ordinal);
        var ends = waiting.Where(node => !read.Contains(node.Name) && node.Operator != "Placeholder").ToList();
        foreach (var node in ReadingOrder.Of(waiting, node => node.Name, node => node.Sources.Select(Source), values.ContainsKey, "operators"))
        {
            values[node.Name] = node.Operator == "Placeholder" ? Views.OfOpenInput(sketch, node.Name, shape ?? node.Shape("shape")) : Read(node, values);
            if (values[node.Name] is { } value)
            {
                sketch.Charge(value);
            }
        }

        foreach (var end in ends)
        {
            if (values[end.Name] is Symbol tensor)
            {
                sketch.AddOutput(end.Name, tensor);
            }
        }

        return sketch.Graph.Outputs.Count > 0 || sketch.Refusals.Count > 0
            ? new ImportedModel(sketch, "TensorFlow.js graph")
            : throw new ToolException("the model has no output that is computed from an input.");
    }

    /// <summary>The operator's name without the number of its result.</summary>
    private static string Source(string name) => name.Split(':')[0];

    private static Value? Read(TfGraphNode node, Dictionary<string, Value?> values)
    {
        if (!TfGraphOperators.All.TryGetValue(node.Operator, out var read))
        {
            node.Sketch.Refuse($"{node.Operator} ({node.Name}) is not supported");
            return null;
        }

        return node.Sources.Any(source => values[Source(source)] is null)
            ? null
            : node.Sketch.Attempt($"{node.Operator} ({node.Name})", () => read(node));
    }
}
