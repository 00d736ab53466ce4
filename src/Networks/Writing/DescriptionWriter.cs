using System.Text;
using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Networks.Writing;

/// <summary>A description as text, the tensors that go with it, and a line for each block about what it is made of.</summary>
internal sealed record WrittenNetwork(string Description, IReadOnlyList<NamedTensor> Tensors, IReadOnlyList<string> Blocks);

/// <summary>Writes a clean graph as a readable description: a line a layer, names kept, blocks as blocks.</summary>
internal static class DescriptionWriter
{
    /// <exception cref="ToolException">An operation has no layer kind.</exception>
    public static WrittenNetwork Write(
        ImportGraph graph, string name, PreprocessChoice preprocess,
        Precision precision = Precision.Float32, IntegerArithmetic arithmetic = IntegerArithmetic.TfLite)
    {
        var drafts = LayerGrouping.Draft(graph);
        var inputs = graph.Nodes.Select((node, index) => (Node: node, Index: index)).Where(pair => pair.Node.Operation is Input).ToList();
        var names = ReadableNames.Of([.. inputs.Select(input => input.Node), .. drafts.Select(draft => draft.Main)]);
        var makers = new Dictionary<int, string>();
        for (var index = 0; index < inputs.Count; index++)
        {
            makers[inputs[index].Index] = names[index];
        }

        var readable = drafts.Select((draft, index) => (draft, Name: names[inputs.Count + index])).ToDictionary(pair => pair.draft, pair => pair.Name);
        // Every layer of integers has a name of its own for its scale.
        IReadOnlyList<Block> blocks = precision == Precision.Float32 ? BlockRecognition.Recognise(graph, drafts) : [.. drafts.Select(Block.Of)];
        var blockNames = BlockNames.Of(blocks, draft => readable[draft], names.Take(inputs.Count));
        var layers = blocks.Select((block, index) => new NamedBlock(block, blockNames[index])).ToList();
        foreach (var layer in layers)
        {
            makers[layer.Block.Last] = layer.Name;
        }

        List<NamedTensor> tensors =
        [
            .. inputs.SelectMany((input, index) => IntegerTensors.OfOutput(names[index], input.Node)),
            .. layers.SelectMany(layer => layer.Tensors),
        ];
        var defaults = DraftDefaults.Of(drafts);
        var text = new StringBuilder("{\n");
        text.Append($"  \"name\": {JsonLine.Text(name)},\n");
        text.Append($"  \"weights\": {JsonLine.Text(SafetensorsWriter.HashOf(tensors))},\n");
        text.Append(string.Concat(new[] { Properties.Precision.Unless(precision), Properties.Arithmetic.Unless(arithmetic) }
            .SelectMany(keys => keys)
            .Select(key => $"  {JsonLine.Text(key.Key)}: {JsonLine.Text(((StringNode)key.Value).Value)},\n")));
        text.Append(Inputs([.. inputs.Select((input, index) => (names[index], (Input)input.Node.Operation))], preprocess, precision));
        text.Append(defaults.ToString() is { Length: > 0 } shown ? $"  \"defaults\": {shown},\n" : "");
        text.Append("  \"layers\": [\n");
        text.AppendJoin(",\n", Layers(graph, layers, makers, names[0], defaults).Select(line => "    " + line));
        text.Append("\n  ]");
        text.Append(Outputs(graph, makers, layers[^1].Name));
        text.Append("\n}\n");
        return new WrittenNetwork(text.ToString(), tensors, [.. layers.Where(layer => layer.Block.Kind is not null).Select(layer => Origin(layer, readable))]);
    }

    /// <summary>What the model calls the layers of a block.</summary>
    private static string Origin(NamedBlock layer, Dictionary<LayerDraft, string> names)
    {
        var drafts = layer.Block.Parts.Select(part => part.Draft).Concat(layer.Block.Joints).OrderBy(draft => draft.Last);
        return $"{layer.Name} is {layer.Block.Kind} of {string.Join(", ", drafts.Select(draft => names[draft]))}";
    }

    private static string Inputs(IReadOnlyList<(string Name, Input Input)> inputs, PreprocessChoice preprocess, Precision precision)
    {
        var lines = inputs.Select((input, index) =>
        {
            var line = new JsonLine().With("name", input.Name)
                .With("height", input.Input.Type.Height)
                .With("width", input.Input.Type.Width)
                .With("channels", input.Input.Type.Channels)
                .With(InputReader.Precision.If(input.Input.Own ?? (precision != Precision.Float32 && !input.Input.Type.IsInteger ? Precision.Float32 : null)));
            return index == 0 && preprocess.Json(input.Input.Type.Height, input.Input.Type.Width, input.Input.Type.Channels) is { } json
                ? line.Raw("preprocess", json)
                : line;
        }).ToList();
        return lines.Count == 1 ? $"  \"input\": {lines[0]},\n" : $"  \"inputs\": [\n    {string.Join(",\n    ", lines)}\n  ],\n";
    }

    /// <summary>A layer names its inputs only where they are not the one layer before.</summary>
    private static IEnumerable<string> Layers(
        ImportGraph graph,
        List<NamedBlock> layers,
        Dictionary<int, string> makers,
        string firstInput,
        DraftDefaults defaults)
    {
        var previous = firstInput;
        foreach (var layer in layers)
        {
            var line = BlockLine.Of(layer.Block, layer.Name, graph, defaults);
            string[] inputs = [.. layer.Block.Inputs.Select(input => makers[input])];
            if (inputs is not [var only] || only != previous)
            {
                line.With("inputs", inputs);
            }

            previous = layer.Name;
            yield return line.ToString();
        }
    }

    private static string Outputs(ImportGraph graph, Dictionary<int, string> makers, string last)
    {
        if (graph.Outputs is [{ Node: var only }] && makers[only] == last)
        {
            return "";
        }

        var names = ReadableNames.Of([.. graph.Outputs.Select(output => output.Name)]);
        var lines = graph.Outputs.Select((output, index) => "    " + new JsonLine().With("name", names[index]).With("layer", makers[output.Node]));
        return $",\n  \"outputs\": [\n{string.Join(",\n", lines)}\n  ]";
    }
}
