using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using MobileNetGen.Tool.Import;

namespace MobileNetGen.Tool.Formats.TensorFlowJs;

/// <summary>Reads a graph of TensorFlow's operators, as far as its outputs depend on it.</summary>
internal static partial class TfGraphImporter
{
    private const string Placeholder = "Placeholder";

    /// <summary>Operators that decide at run time what runs, of which loops are made.</summary>
    private static readonly HashSet<string> s_control = new(["Enter", "Exit", "Merge", "Switch", "NextIteration", "LoopCond"], StringComparer.Ordinal);

    /// <exception cref="ToolException">The graph is of a kind that is not read at all.</exception>
    public static ImportedModel Import(JsonElement nodes, JsonElement? signature, TfjsWeights weights, ImportOptions options)
    {
        Limits.RequireOperators(nodes.GetArrayLength() - weights.All.Count);
        var sketch = new GraphSketch(weights.FileBytes);
        var values = weights.All.GroupBy(weight => weight.Name, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => (IReadOnlyList<Value>?)[group.First().Value], StringComparer.Ordinal);
        var all = nodes.EnumerateArray()
            .Select(node => new TfGraphNode(node, sketch, name => Found(values, name)))
            .Where(node => !values.ContainsKey(node.Name))
            .ToList();
        if (all.Find(node => node.Name.Contains(':', StringComparison.Ordinal)) is { } parted)
        {
            throw new ToolException($"an operator is called \"{parted.Name}\"; in a name, a colon stands before the number of a result.");
        }

        var names = all.Select(node => node.Name).ToHashSet(StringComparer.Ordinal);
        var cut = options.Cut ?? ModelCut.Whole;
        if (cut.InputsOr([], name => names.Contains(Source(name))) is { Count: > 0 } inputs)
        {
            values[Source(inputs[0])] = [CutInput(sketch, inputs, options.Shape)];
        }

        var outputs = Outputs(all, signature, cut, name => names.Contains(Source(name)));
        var needed = ReadingOrder.Needed(
            all,
            node => [node.Name],
            node => node.Sources.Select(Source),
            outputs.Select(output => Source(output.Tensor)),
            values.ContainsKey);
        if (needed.FirstOrDefault(node => s_control.Contains(node.Operator)) is { } control)
        {
            throw new ToolException($"{control.Operator} ({control.Name}) is a loop or a branch, which is not supported; "
                + "a part without it can be asked for with --outputs, and with --inputs, a tensor after it.");
        }

        foreach (var node in ReadingOrder.Of(needed, node => node.Name, node => node.Sources.Select(Source), values.ContainsKey, "operators"))
        {
            values[node.Name] = node.Operator == Placeholder ? Input(node, options.Shape) : Read(node, values);
            foreach (var value in values[node.Name] ?? [])
            {
                sketch.Charge(value);
            }
        }

        foreach (var (name, tensor) in outputs)
        {
            if (Found(values, tensor) is Symbol symbol)
            {
                sketch.AddOutput(name, symbol);
            }
            else if (values[Source(tensor)] is not null)
            {
                sketch.Refuse($"the output \"{name}\" is not computed from an input");
            }
        }

        return sketch.Graph.Outputs.Count > 0 || sketch.Refusals.Count > 0
            ? new ImportedModel(sketch, "TensorFlow.js graph")
            : throw new ToolException("the model has no output that is computed from an input.");
    }

    /// <summary>The operator's name without the number of its result.</summary>
    private static string Source(string name) => name.Split(':')[0];

    /// <summary>A result by its operator and its number; null where the operator is not read.</summary>
    private static Value? Found(Dictionary<string, IReadOnlyList<Value>?> values, string tensor)
    {
        if (values.GetValueOrDefault(Source(tensor)) is not { } results)
        {
            return null;
        }

        var number = tensor.Split(':') is [_, var said] ? said : "0";
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < results.Count
            ? results[index]
            : throw new ToolException($"\"{tensor}\" is result {number} of an operator of which {results.Count} are made.");
    }

    /// <summary>
    /// Those of the signature, by its names where people gave them; without one, what nothing reads. An output may be read by other operators too.
    /// </summary>
    private static IReadOnlyList<(string Name, string Tensor)> Outputs(
        IReadOnlyList<TfGraphNode> all,
        JsonElement? signature,
        ModelCut cut,
        Func<string, bool> isKnown)
    {
        if (cut.Outputs.Count > 0)
        {
            return [.. cut.OutputsOr([], isKnown).Select(name => (name, name))];
        }

        if (signature is { ValueKind: JsonValueKind.Object } found
            && found.TryGetProperty("outputs", out var listed)
            && listed.ValueKind == JsonValueKind.Object
            && listed.EnumerateObject().Any())
        {
            var said = listed.EnumerateObject()
                .Select(output => (Key: output.Name, Tensor: output.Value.TryGetProperty("name", out var name) ? name.GetString() ?? "" : ""))
                .ToList();
            var order = all.Select((node, index) => (node.Name, index))
                .GroupBy(pair => pair.Name)
                .ToDictionary(group => group.Key, group => group.First().index, StringComparer.Ordinal);
            return said.Find(output => !isKnown(output.Tensor)) is { Tensor: { } unknown }
                ? throw new ToolException($"the signature names the output \"{unknown}\", which no operator makes.")
                : [.. said.OrderBy(output => order[Source(output.Tensor)])
                    .Select(output => (Numbered().IsMatch(output.Key) ? Source(output.Tensor) : output.Key, output.Tensor))];
        }

        var read = all.SelectMany(node => node.Sources).Select(Source).ToHashSet(StringComparer.Ordinal);
        return [.. all.Where(node => !read.Contains(node.Name) && node.Operator != Placeholder).Select(node => (node.Name, node.Name))];
    }

    /// <summary>Names that TensorFlow gives outputs that have none.</summary>
    [GeneratedRegex(@"^output_\d+$", RegexOptions.NonBacktracking)]
    private static partial Regex Numbered();

    /// <summary>A tensor that is computed in the model, as an input of floats, whose shape the file does not say.</summary>
    private static Symbol CutInput(GraphSketch sketch, IReadOnlyList<string> named, IReadOnlyList<int>? shape) =>
        named is not [var name] || (name != Source(name) && name != Source(name) + ":0")
        ? throw new ToolException($"--inputs names {string.Join(", ", named)}; of a graph of TensorFlow.js the first result of one operator is accepted.")
        : shape is { Count: > 0 }
            ? Views.OfOpenInput(sketch, Source(name), shape)
            : throw new ToolException($"--inputs names {name}, whose shape the file does not say; give --shape, as in --shape 1x320x320x3.");

    private static IReadOnlyList<Value>? Input(TfGraphNode node, IReadOnlyList<int>? said) => node.Sketch.Attempt(node.Operator, node.Name, () =>
    {
        var (open, element) = (node.Shape("shape"), node.Type("dtype"));
        if (said is not null && open.Count > 0 && (said.Count != open.Count || said.Where((extent, axis) => open[axis] >= 0 && open[axis] != extent).Any()))
        {
            throw new ToolException($"--shape is {string.Join('x', said)}, which does not fit "
                + $"[{string.Join(", ", open.Select(extent => extent < 0 ? "?" : $"{extent}"))}].");
        }

        IReadOnlyList<int> extents = said ?? [.. open.Select((extent, axis) => axis == 0 && extent < 0 ? 1 : extent)];
        return (element.IsFloat() || element.IsInteger()) && (extents.Count == 0 || extents[0] == 1)
            ? [Views.OfOpenInput(node.Sketch, node.Name, extents) with { Element = element }]
            : throw new ToolException($"an input [{string.Join(", ", extents)}] of {element} is not supported; a batch of one, of numbers, is.");
    });

    private static IReadOnlyList<Value>? Read(TfGraphNode node, Dictionary<string, IReadOnlyList<Value>?> values)
    {
        if (TfGraphOperators.Find(node.Operator) is not { } declared)
        {
            node.Sketch.Refuse(node.Operator, node.Name, "is not supported");
            OfferEnds(node, values);
            return null;
        }

        if (node.Sources.Any(source => values[Source(source)] is null))
        {
            return null;
        }

        var results = node.Sketch.Attempt(node.Operator, node.Name, () => node.Read(declared));
        if (results is null)
        {
            OfferEnds(node, values);
        }

        return results;
    }

    private static void OfferEnds(TfGraphNode node, Dictionary<string, IReadOnlyList<Value>?> values)
    {
        foreach (var source in node.Sources)
        {
            node.Sketch.OfferEnd(source, values[Source(source)]?[0]);
        }
    }
}
