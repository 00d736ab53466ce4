using System.Text.Json;

namespace MobileNetGen.Tool.Formats.Keras;

/// <summary>Reads the list of a model's layers.</summary>
internal static class KerasEntries
{
    private static readonly HashSet<string> s_known =
        ["module", "class_name", "config", "registered_name", "build_config", "compile_config", "name", "inbound_nodes", "shared_object_id"];

    public static IReadOnlyList<KerasEntry> Of(JsonElement layers, string path)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var entries = layers.EnumerateArray().Select(layer => Of(layer, path, counts)).ToList();
        var names = entries.Select(entry => entry.Entry.Name).ToHashSet(StringComparer.Ordinal);
        return [.. entries.Select(entry => entry.Entry with { Calls = Calls(entry.Layer, entry.Entry, names.Contains) })];
    }

    /// <summary>The input of a sequence that lists none: its shape stands beside its first layer, or within.</summary>
    public static KerasEntry InputOf(KerasEntry first, JsonElement? builtShape)
    {
        var shape = first.Config.Find("batch_shape") ?? first.Config.Find("batch_input_shape") ?? builtShape;
        var config = first.Inner is { } inner && shape is null
            ? inner.Layers.First(layer => layer.Name == inner.Inputs[0].Source.Layer).Config
            : JsonSerializer.SerializeToElement(new Dictionary<string, JsonElement?> { ["batch_shape"] = shape, ["dtype"] = first.Config.Find("dtype") });
        return new KerasEntry(first.Name + "_input", "InputLayer", new KerasOrigin(null, null, "InputLayer"), config, [], "", null);
    }

    /// <summary>A layer that another one holds, such as an activation that is a layer.</summary>
    /// <exception cref="ToolException">It has no class_name or no config.</exception>
    public static KerasEntry Held(JsonElement layer, string path, string fallback)
    {
        if (layer.FindText("class_name") is not { } className || layer.Find("config") is not { } config)
        {
            throw new ToolException("a layer of the configuration has no class_name or no config.");
        }

        if (layer.Unknown(s_known) is { } unknown)
        {
            throw new ToolException($"{className}: its {unknown}, which is not known.");
        }

        var origin = new KerasOrigin(layer.FindText("module"), layer.FindText("registered_name"), className);
        var inner = KerasNetwork.IsModel(className) && origin.IsKeras ? KerasNetwork.Of(className, config, path + "/layers") : null;
        return new KerasEntry(layer.FindText("name") ?? config.FindText("name") ?? fallback, className, origin, config, [], path, inner);
    }

    private static (JsonElement Layer, KerasEntry Entry) Of(JsonElement layer, string path, Dictionary<string, int> counts)
    {
        // Operators have no weights, and no place among those who do.
        var snake = KerasEntry.Snake(layer.FindText("class_name") ?? "");
        var count = counts.GetValueOrDefault(snake);
        var place = count > 0 ? $"{snake}_{count}" : snake;
        var entry = Held(layer, $"{path}/{place}", place);
        if (!entry.IsOperator)
        {
            counts[snake] = count + 1;
        }

        return (layer, entry);
    }

    private static IReadOnlyList<KerasCall> Calls(JsonElement layer, KerasEntry entry, Func<string, bool> isLayer)
    {
        try
        {
            return layer.Find("inbound_nodes") is { ValueKind: JsonValueKind.Array } calls
                ? [.. calls.EnumerateArray().Select(call => KerasCall.Of(call, isLayer))]
                : [];
        }
        catch (ToolException wrong)
        {
            throw new ToolException($"{entry.DisplayText}: {wrong.Message}");
        }
    }
}
