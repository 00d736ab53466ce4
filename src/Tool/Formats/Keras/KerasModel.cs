using System.Text.Json;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Lowering;

namespace MobileNetGen.Tool.Formats.Keras;

/// <summary>Reads a model's configuration, models within models included, into a graph.</summary>
internal static class KerasModel
{
    /// <param name="json">The configuration: an object with a class_name and a config.</param>
    /// <param name="context">Weights, and where the graph goes.</param>
    /// <param name="shape">The input's extents, where the configuration leaves them open.</param>
    /// <exception cref="ToolException">The configuration is not understood.</exception>
    public static void Read(JsonElement json, KerasContext context, IReadOnlyList<int>? shape)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty("class_name", out var type) || type.ValueKind != JsonValueKind.String || !json.TryGetProperty("config", out var config))
        {
            throw new ToolException("the configuration has no class_name or no config; that of a Keras model is accepted.");
        }

        foreach (var (name, value) in Model(type.GetString()!, config, "layers", context, [], shape))
        {
            switch (value)
            {
                case Symbol tensor:
                    context.Sketch.AddOutput(name, tensor);
                    break;
                case Constant:
                    context.Sketch.Refuse($"the output \"{name}\" is not computed from an input");
                    break;
            }
        }
    }

    private static List<(string Name, Value? Value)> Model(string type, JsonElement config, string path, KerasContext context, IReadOnlyList<Value?> inputs, IReadOnlyList<int>? shape)
    {
        var entries = KerasEntry.Of(type, config, path);
        Limits.RequireOperators(entries.Count);
        if (entries.GroupBy(entry => entry.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ToolException($"two layers are called {twice.Key}.");
        }

        var values = new Dictionary<string, Value?>(StringComparer.Ordinal);
        var ports = new Queue<Value?>(inputs);
        IReadOnlyList<Value?> previous = [.. inputs.Take(1)];
        foreach (var entry in ReadingOrder.Of(entries, entry => entry.Name, entry => entry.Inputs ?? [], _ => false, "layers"))
        {
            var sources = entry.Inputs is null ? previous : [.. entry.Inputs.Select(name => values[name])];
            values[entry.Name] = IsStart(entry, sources, ports)
                ? Start(entry, context, ports, shape)
                : Layer(entry, context, sources.Count > 0 || ports.Count == 0 ? sources : [ports.Dequeue()], shape);
            previous = [values[entry.Name]];
        }

        return [.. Outputs(config, entries).Select(name => (name, values.TryGetValue(name, out var value) ? value : throw new ToolException($"the output layer {name} is not there.")))];
    }

    /// <summary>An input layer, or the first layer of a sequence that says its input's shape.</summary>
    private static bool IsStart(KerasEntry entry, IReadOnlyList<Value?> sources, Queue<Value?> ports) =>
        entry.Class == "InputLayer" || (entry.Inputs is null && sources.Count == 0 && ports.Count == 0 && !entry.IsModel && BatchShape(entry) is not null);

    private static Value? Start(KerasEntry entry, KerasContext context, Queue<Value?> ports, IReadOnlyList<int>? shape)
    {
        if (ports.TryDequeue(out var given))
        {
            return given;
        }

        var input = Views.OfOpenInput(context.Sketch, entry.Name, shape ?? BatchShape(entry) ?? []);
        return entry.Class == "InputLayer" ? input : Layer(entry, context, [input], null);
    }

    private static int[]? BatchShape(KerasEntry entry)
    {
        foreach (var key in new[] { "batch_shape", "batch_input_shape" })
        {
            if (entry.Config.ValueKind == JsonValueKind.Object && entry.Config.TryGetProperty(key, out var shape) && shape.ValueKind == JsonValueKind.Array)
            {
                return [.. shape.EnumerateArray().Select(extent => extent.ValueKind == JsonValueKind.Number && extent.TryGetInt32(out var value) ? value : 0)];
            }
        }

        return null;
    }

    /// <param name="entry">The layer.</param>
    /// <param name="context">Weights, and where the graph goes.</param>
    /// <param name="inputs">What it reads; nothing for a model that begins the network.</param>
    /// <param name="shape">The extents of such a model's input.</param>
    private static Value? Layer(KerasEntry entry, KerasContext context, IReadOnlyList<Value?> inputs, IReadOnlyList<int>? shape)
    {
        if (entry.IsModel)
        {
            var outputs = Model(entry.Class, entry.Config, entry.Path + "/layers", context, inputs, shape);
            return outputs is [var (_, only)] ? only : throw new ToolException($"the model {entry.Name} within the model has {outputs.Count} outputs; one is accepted.");
        }

        if (!KerasLayers.All.TryGetValue(entry.Class, out var read))
        {
            context.Sketch.Refuse($"{entry.Class} ({entry.Name}) is not supported");
            return null;
        }

        return inputs.Any(input => input is null)
            ? null
            : context.Sketch.Attempt($"{entry.Class} ({entry.Name})", () => read(new KerasLayer(entry, context, [.. inputs.Select(input => input!)])));
    }

    /// <summary>The names of the layers whose results are the model's: the last of a sequence.</summary>
    private static IEnumerable<string> Outputs(JsonElement config, IReadOnlyList<KerasEntry> entries)
    {
        if (config.ValueKind != JsonValueKind.Object || !config.TryGetProperty("output_layers", out var outputs) || outputs.ValueKind != JsonValueKind.Array || outputs.GetArrayLength() == 0)
        {
            return entries.Count > 0 ? [entries[^1].Name] : throw new ToolException("a model has no layers.");
        }

        return outputs[0].ValueKind == JsonValueKind.String
            ? [outputs[0].GetString()!]
            : [.. outputs.EnumerateArray().Select(output => output.ValueKind == JsonValueKind.Array && output.GetArrayLength() > 0 && output[0].ValueKind == JsonValueKind.String ? output[0].GetString()! : throw new ToolException("the output_layers are not understood."))];
    }
}
