using System.Text.Json;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Tool.Import;

namespace MobileNetGen.Tool.Formats.TensorFlowJs;

/// <summary>Reads a graph of TensorFlow's operators.</summary>
internal static class TfGraphImporter
{
    /// <exception cref="ToolException">The graph is of a kind that is not read at all.</exception>
    public static ImportedModel Import(JsonElement nodes, IReadOnlyList<(string Name, Constant Value)> weights, IReadOnlyList<int>? shape)
    {
        var sketch = new GraphSketch();
        var values = weights.GroupBy(weight => weight.Name, StringComparer.Ordinal).ToDictionary(group => group.Key, group => (Value?)group.First().Value, StringComparer.Ordinal);
        var waiting = nodes.EnumerateArray().Select(node => new TfGraphNode(node, sketch, name => values.GetValueOrDefault(Source(name)))).Where(node => !values.ContainsKey(node.Name)).ToList();
        if (waiting.Count > Limits.MostOperators)
        {
            throw new ToolException($"the model has {waiting.Count} operators; {Limits.MostOperators} are accepted.");
        }

        var read = waiting.SelectMany(node => node.Sources).Select(Source).ToHashSet(StringComparer.Ordinal);
        var ends = waiting.Where(node => !read.Contains(node.Name) && node.Operator != "Placeholder").ToList();
        while (waiting.Count > 0)
        {
            var ready = waiting.FindAll(node => node.Sources.All(source => values.ContainsKey(Source(source))));
            if (ready.Count == 0)
            {
                throw new ToolException($"the operators {string.Join(", ", waiting.Take(5).Select(node => node.Name))} read each other, or operators that are not there.");
            }

            foreach (var node in ready)
            {
                values[node.Name] = node.Operator == "Placeholder" ? Views.OfOpenInput(sketch, node.Name, shape ?? node.Shape("shape")) : Read(node, values);
                if (values[node.Name] is { } value)
                {
                    sketch.Charge(value);
                }
            }

            waiting.RemoveAll(node => values.ContainsKey(node.Name));
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
