using System.Text.Json;
using MobileNetGen.Tool.Import;

namespace MobileNetGen.Tool.Formats.Keras;

/// <summary>Reads a model, models within models included, into a graph. Layers that no output depends on are not read.</summary>
internal sealed class KerasModel(KerasContext context, IReadOnlyList<int>? shape)
{
    /// <summary>The model of a configuration: an object with a class_name and a config.</summary>
    /// <exception cref="ToolException">The configuration is not understood, or that of a class that is not Keras'.</exception>
    public static KerasNetwork NetworkOf(JsonElement json)
    {
        if (json.FindText("class_name") is not { } className || json.Find("config") is not { } config)
        {
            throw new ToolException("the configuration has no class_name or no config; that of a Keras model is accepted.");
        }

        var origin = new KerasOrigin(json.FindText("module"), json.FindText("registered_name"), className);
        return KerasNetwork.IsModel(className) && origin.IsKeras
            ? KerasNetwork.Of(className, config, "layers")
            : throw new ToolException($"the model is of the class {origin.DisplayText}, whose code is not in the file; save keras.Model(model.inputs, "
                + "model.outputs) if it is made of layers.");
    }

    /// <exception cref="ToolException">The model is not understood.</exception>
    public void Read(KerasNetwork network)
    {
        context.InputOrder = HasChannelsFirst(network) ? AxisOrder.Nchw : AxisOrder.Nhwc;
        var inputs = network.Inputs.Select(port => Start(Find(network, port.Source.Layer), network.Inputs.Count)).ToList();
        foreach (var (port, value) in network.Outputs.Zip(Values(network, inputs)))
        {
            switch (value)
            {
                case Symbol tensor:
                    context.Sketch.AddOutput(port.Source.Layer, tensor);
                    break;
                case Constant:
                    context.Sketch.Refuse($"the output \"{port.Source.Layer}\" is not computed from an input");
                    break;
            }

            if (port.Key is { } key && key != port.Source.Layer)
            {
                context.Notes.Add($"the output \"{port.Source.Layer}\" is the model's \"{key}\"");
            }
        }
    }

    /// <summary>The model's outputs; null for those that cannot be expressed.</summary>
    private List<Value?> Values(KerasNetwork network, IReadOnlyList<Value?> inputs)
    {
        var calls = network.Layers.Where(layer => !layer.IsInput)
            .SelectMany(layer => layer.Calls.Select((call, index) => new Step(layer, call, index)))
            .ToList();
        var values = network.Inputs.Zip(inputs)
            .ToDictionary(pair => Key(pair.First.Source), pair => (IReadOnlyList<Value?>)[pair.Second], StringComparer.Ordinal);
        var needed = ReadingOrder.Needed(
            calls,
            step => [step.Key],
            step => step.Call.Sources.Select(Key),
            network.Outputs.Select(port => Key(port.Source)),
            values.ContainsKey);
        foreach (var step in ReadingOrder.Of(needed, step => step.Key, step => step.Call.Sources.Select(Key), values.ContainsKey, "layers"))
        {
            values.Add(step.Key, Result(step, source => Value(values, source)));
        }

        return [.. network.Outputs.Select(port => Value(values, port.Source))];
    }

    private static string Key(KerasSource source) => $"{source.Call} {source.Layer}";

    private static Value? Value(Dictionary<string, IReadOnlyList<Value?>> values, KerasSource source) =>
        values.TryGetValue(Key(source), out var results) && source.Tensor < results.Count
            ? results[source.Tensor]
            : throw new ToolException($"the layer {source.Layer} is read, and has no input or no such result: the file does not say what it was called with.");

    private List<Value?> Result(Step step, Func<KerasSource, Value?> tensor)
    {
        if (step.Call.Sources.Any(source => tensor(source) is null))
        {
            return [.. Enumerable.Repeat<Value?>(null, step.Layer.Inner?.Outputs.Count ?? 1)];
        }

        List<Value?> results = [];
        context.Sketch.Attempt(step.Layer.DisplayText, () =>
        {
            results = Read(step, source => tensor(source)!);
            return Constant.Scalar(0);
        });
        return results.Count > 0 ? results : [.. Enumerable.Repeat<Value?>(null, step.Layer.Inner?.Outputs.Count ?? 1)];
    }

    private List<Value?> Read(Step step, Func<KerasSource, Value> tensor)
    {
        var (entry, call) = (step.Layer, step.Call);
        if (!entry.Origin.IsKeras)
        {
            throw new ToolException($"it is of the class {entry.Origin.DisplayText}, which is not Keras' own: its code is not in the file. "
                + "Write it with Keras' layers and save again.");
        }

        if (TensorFlowOperators.IsOperator(entry.Class))
        {
            var (function, arguments) = TensorFlowOperators.Of(entry, call);
            return [new KerasOperands(entry.Name, function, context.Sketch, arguments, tensor).Read()];
        }

        if (entry.IsOperator)
        {
            var kind = KerasOperators.Find(entry.Class) ?? throw new ToolException($"keras.ops has no {entry.Class} that is supported.");
            return [new KerasOperands(entry.Name, kind, context.Sketch, KerasArguments.Of(kind, entry, call), tensor).Read()];
        }

        var layer = KerasLayers.Find(entry);
        if (layer is null && entry.Inner is null)
        {
            throw new ToolException(entry.Class == "Lambda" ? "it holds Python code, which is not run; write it with Keras' layers or keras.ops, "
                + "and save again." : "it is not supported.");
        }

        var inputs = KerasCalls.Inputs(entry, layer?.Training ?? KerasTraining.Statistics, call, context);
        return entry.Inner is { } inner
            ? Values(inner, KerasCalls.Bound(inner, inputs).Select(argument => (Value?)Of(argument, tensor)).ToList())
            : [new KerasLayer(entry, layer!, context, [.. Flat(inputs).Select(argument => Of(argument, tensor))]).Read()];
    }

    private static IEnumerable<KerasArgument> Flat(KerasArgument argument) => argument is KerasList list ? list.Items : [argument];

    private static Value Of(KerasArgument argument, Func<KerasSource, Value> tensor) => argument switch
    {
        KerasTensor one => tensor(one.Source),
        KerasLiteral literal => KerasJson.Numbers(literal.Value),
        _ => throw new ToolException("it was called with lists of lists of tensors, which is not read."),
    };

    private Symbol Start(KerasEntry entry, int count)
    {
        int[]? own = (entry.Config.Find("batch_shape") ?? entry.Config.Find("batch_input_shape")) is { ValueKind: JsonValueKind.Array } extents
            ? [.. extents.EnumerateArray().Select(extent => extent.ValueKind == JsonValueKind.Number && extent.TryGetInt32(out var value) ? value : 0)]
            : null;
        var isOpen = own is null || own.Skip(1).Any(extent => extent < 1);
        var tensor = Views.OfOpenInput(context.Sketch, entry.Name, (count == 1 || isOpen ? shape : null) ?? own ?? [], context.InputOrder);
        return tensor with { Element = KerasCalls.ElementOf(entry) };
    }

    private static KerasEntry Find(KerasNetwork network, string name) => network.Layers.FirstOrDefault(layer => layer.Name == name && layer.IsInput)
        ?? throw new ToolException($"the model's input_layers name {name}, which is no InputLayer of it.");

    /// <summary>A model is written for one order of axes; its first layers say which.</summary>
    private static bool HasChannelsFirst(KerasNetwork network) => network.Layers.Any(layer => layer.Inner is { } inner
        ? HasChannelsFirst(inner)
        : layer.Class.EndsWith("Conv2D", StringComparison.Ordinal) && layer.Config.FindText("data_format") == "channels_first");

    /// <param name="Layer">A layer.</param>
    /// <param name="Call">What it was called with.</param>
    /// <param name="Index">Which of its calls it is.</param>
    private sealed record Step(KerasEntry Layer, KerasCall Call, int Index)
    {
        public string Key => KerasModel.Key(new KerasSource(Layer.Name, Index, 0));
    }
}
