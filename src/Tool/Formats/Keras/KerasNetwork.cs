using System.Text.Json;

namespace MobileNetGen.Tool.Formats.Keras;

/// <summary>An input or output of a model.</summary>
/// <param name="Key">Its name where the model's inputs or outputs are a dictionary.</param>
internal sealed record KerasPort(string? Key, KerasSource Source);

/// <summary>A model's configuration. A sequence of layers is a model whose layers were called one after the other.</summary>
internal sealed record KerasNetwork(IReadOnlyList<KerasEntry> Layers, IReadOnlyList<KerasPort> Inputs, IReadOnlyList<KerasPort> Outputs)
{
    private static readonly string[] s_models = ["Model", "Functional", "Sequential"];
    private static readonly HashSet<string> s_known = ["name", "trainable", "layers", "input_layers", "output_layers", "build_input_shape", "dtype"];

    /// <summary>True for the classes of models, which are made of nothing but layers.</summary>
    public static bool IsModel(string className) => s_models.Contains(className);

    /// <param name="className">The model's class.</param>
    /// <param name="config">Its configuration; in old files of sequences, the list of layers itself.</param>
    /// <param name="path">Where Keras 3 keeps the weights of its layers.</param>
    /// <exception cref="ToolException">The configuration is not understood.</exception>
    public static KerasNetwork Of(string className, JsonElement config, string path)
    {
        var layers = config.ValueKind == JsonValueKind.Array
            ? config
            : config.Find("layers") is { ValueKind: JsonValueKind.Array } list
            ? list
            : throw new ToolException("a model of the configuration has no list of layers.");
        if (config.Unknown(s_known) is { } unknown)
        {
            throw new ToolException($"a model's {unknown}, which is not known.");
        }

        Import.Limits.RequireOperators(layers.GetArrayLength());
        var entries = KerasEntries.Of(layers, path);
        if (entries.GroupBy(entry => entry.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ToolException($"two layers are called {twice.Key}.");
        }

        return className == "Sequential"
            ? Chained(entries, config.Find("build_input_shape"))
            : new KerasNetwork(Renumbered(entries, config), Ports(config, "input_layers"), Ports(config, "output_layers"));
    }

    /// <summary>The part of a model between layers: those that are to be inputs stand for what their first call gave.</summary>
    /// <exception cref="ToolException">The model has no layer of a name.</exception>
    public KerasNetwork Between(Import.ModelCut cut)
    {
        var inputs = cut.InputsOr([], IsLayer);
        return this with
        {
            Layers = [.. Layers.Select(layer => inputs.Contains(layer.Name) && !layer.IsInput
                ? layer with { Class = "InputLayer", Config = default, Calls = [], Inner = null }
                : layer)],
            Inputs = inputs.Count == 0 ? Inputs : [.. inputs.Select(name => new KerasPort(null, new KerasSource(name, 0, 0)))],
            Outputs = cut.Outputs.Count == 0 ? Outputs : [.. cut.OutputsOr([], IsLayer).Select(name => new KerasPort(null, new KerasSource(name, 0, 0)))],
        };

        bool IsLayer(string name) => Layers.Any(layer => layer.Name == name);
    }

    private static KerasNetwork Chained(IReadOnlyList<KerasEntry> entries, JsonElement? builtShape)
    {
        if (entries.Count == 0)
        {
            throw new ToolException("a model has no layers.");
        }

        var all = entries[0].IsInput ? entries : [KerasEntries.InputOf(entries[0], builtShape), .. entries];
        List<KerasEntry> chained = [.. all.Select((entry, index) => entry with { Calls = index == 0
            ? []
            : [KerasCall.On(new KerasSource(all[index - 1].Name, 0, 0))] })];
        return new KerasNetwork(chained, [Port(chained[0])], [Port(chained[^1])]);

        static KerasPort Port(KerasEntry entry) => new(null, new KerasSource(entry.Name, 0, 0));
    }

    /// <summary>
    /// A model within a model has a first call that joins its own inputs and outputs and stands in no file, but counts in Keras 2:
    /// the second call of a model that was called once is that one.
    /// </summary>
    private static IReadOnlyList<KerasEntry> Renumbered(IReadOnlyList<KerasEntry> entries, JsonElement config)
    {
        var read = entries.SelectMany(entry => entry.Calls).SelectMany(call => call.Sources).Concat(Ports(config, "output_layers").Select(port => port.Source));
        var last = read.GroupBy(source => source.Layer).ToDictionary(group => group.Key, group => group.Max(source => source.Call), StringComparer.Ordinal);
        return [.. entries.Select(entry => entry.Inner is not null && last.TryGetValue(entry.Name, out var most) && most == entry.Calls.Count
            ? entry with { Calls = [new KerasCall([], new Dictionary<string, KerasArgument>()), .. entry.Calls] }
            : entry)];
    }

    /// <summary>One port as <c>["conv1", 0, 0]</c>, lists of them in lists, or dictionaries.</summary>
    private static List<KerasPort> Ports(JsonElement config, string member)
    {
        var found = new List<KerasPort>();
        if (config.Find(member) is { } ports)
        {
            Collect(ports, null);
        }

        return found.Count > 0 ? found : throw new ToolException($"a model's {member} are missing or empty.");

        void Collect(JsonElement element, string? key)
        {
            if (KerasSource.Of(element) is { } source)
            {
                found.Add(new KerasPort(key, source));
            }
            else if (element.ValueKind == JsonValueKind.Array)
            {
                element.EnumerateArray().ToList().ForEach(item => Collect(item, null));
            }
            else if (element.ValueKind == JsonValueKind.Object)
            {
                element.EnumerateObject().OrderBy(item => item.Name, StringComparer.Ordinal).ToList().ForEach(item => Collect(item.Value, item.Name));
            }
            else
            {
                throw new ToolException($"a model's {member} have {element.DisplayText()}, which is not understood.");
            }
        }
    }
}
