using System.Text.Json;
using System.Text.RegularExpressions;

namespace MobileNetGen.Tool.Formats.Keras;

/// <summary>A layer as a configuration lists it.</summary>
/// <param name="Name">Its name in its model.</param>
/// <param name="Class">Keras' class.</param>
/// <param name="Config">Its configuration.</param>
/// <param name="Inputs">Names of the layers that it reads; null in a sequence, where it is the layer in front.</param>
/// <param name="Arguments">What else it was called with.</param>
/// <param name="Path">Where Keras 3 keeps its weights.</param>
internal sealed partial record KerasEntry(string Name, string Class, JsonElement Config, IReadOnlyList<string>? Inputs, JsonElement Arguments, string Path)
{
    public bool IsModel => Class is "Model" or "Functional" or "Sequential";

    /// <summary>The layers of a model.</summary>
    /// <exception cref="ToolException">The configuration has no list of layers.</exception>
    public static IReadOnlyList<KerasEntry> Of(string modelClass, JsonElement config, string path)
    {
        var layers = config.ValueKind == JsonValueKind.Array ? config : config.ValueKind == JsonValueKind.Object && config.TryGetProperty("layers", out var list) ? list : default;
        if (layers.ValueKind != JsonValueKind.Array)
        {
            throw new ToolException("a model of the configuration has no list of layers.");
        }

        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. layers.EnumerateArray().Select(layer => Of(layer, modelClass == "Sequential", path, counts))];
    }

    private static KerasEntry Of(JsonElement layer, bool isInSequence, string path, Dictionary<string, int> counts)
    {
        if (layer.ValueKind != JsonValueKind.Object || !layer.TryGetProperty("class_name", out var type) || type.ValueKind != JsonValueKind.String || !layer.TryGetProperty("config", out var config))
        {
            throw new ToolException("a layer of the configuration has no class_name or no config.");
        }

        var className = type.GetString()!;
        var snake = Snake(className);
        var place = counts.TryGetValue(snake, out var count) ? $"{snake}_{count}" : snake;
        counts[snake] = count + 1;
        var name = NameOf(layer) ?? NameOf(config) ?? place;
        var (inputs, arguments) = isInSequence ? (null, default) : Calls(layer, name);
        return new KerasEntry(name, className, config, inputs, arguments, $"{path}/{place}");
    }

    private static string? NameOf(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null;

    /// <summary>Keras 2: <c>[[["conv1", 0, 0, {}]]]</c>; Keras 3: <c>[{"args": [{… "keras_history": ["conv1", 0, 0]}], "kwargs": {}}]</c>.</summary>
    private static (IReadOnlyList<string> Inputs, JsonElement Arguments) Calls(JsonElement layer, string name)
    {
        if (!layer.TryGetProperty("inbound_nodes", out var calls) || calls.ValueKind != JsonValueKind.Array || calls.GetArrayLength() == 0)
        {
            return ([], default);
        }

        if (calls.GetArrayLength() > 1)
        {
            throw new ToolException($"the layer {name} is called {calls.GetArrayLength()} times; a layer that is called once is accepted.");
        }

        var names = new List<string>();
        JsonElement arguments = default;
        if (calls[0].ValueKind == JsonValueKind.Object)
        {
            Histories(calls[0], names);
            arguments = calls[0].TryGetProperty("kwargs", out var named) ? named : default;
        }
        else if (calls[0].ValueKind == JsonValueKind.Array)
        {
            // Operators of TensorFlow are listed without the brackets of a list of inputs.
            var isSingle = calls[0].EnumerateArray().Any(item => item.ValueKind == JsonValueKind.String);
            foreach (var source in isSingle ? [calls[0]] : calls[0].EnumerateArray().ToList())
            {
                if (source.ValueKind != JsonValueKind.Array || source.GetArrayLength() < 1 || source[0].ValueKind != JsonValueKind.String)
                {
                    throw new ToolException($"the inbound_nodes of the layer {name} are not understood.");
                }

                names.Add(source[0].GetString()!);
                arguments = source.GetArrayLength() > 3 ? source[3] : arguments;
            }
        }

        return (names, arguments);
    }

    private static void Histories(JsonElement element, List<string> names)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                Histories(item, names);
            }
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            if (element.TryGetProperty("keras_history", out var history) && history.ValueKind == JsonValueKind.Array && history.GetArrayLength() > 0 && history[0].ValueKind == JsonValueKind.String)
            {
                names.Add(history[0].GetString()!);
                return;
            }

            foreach (var member in element.EnumerateObject())
            {
                Histories(member.Value, names);
            }
        }
    }

    private static string Snake(string name) => LowerUpper().Replace(Word().Replace(name, "$1_$2"), "$1_$2").ToLowerInvariant();

    [GeneratedRegex("(.)([A-Z][a-z]+)")]
    private static partial Regex Word();

    [GeneratedRegex("([a-z])([A-Z])")]
    private static partial Regex LowerUpper();
}
