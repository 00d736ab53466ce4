using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using MobileNetGen.Docs.Tests.Writing;
using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Description.Presets;
using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Docs.Tests.Schema;

/// <summary>The description's JSON schema, from the keys and values that the reader asks.</summary>
internal static class SchemaWriter
{
    private static readonly JsonSerializerOptions s_format =
        new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write()
    {
        var definitions = new JsonObject { ["layer"] = AnyLayer() };
        foreach (var kind in LayerKinds.All)
        {
            definitions[kind.Name] = Layer(kind);
        }

        var written = Object(DescriptionReader.Keys, typeof(object));
        written["oneOf"] = new JsonArray(Required("input"), Required("inputs"));
        var preset = Object(Preset.Keys, typeof(NetworkPresetAttribute));
        preset["properties"]!["preset"] =
            new JsonObject { ["description"] = Description(typeof(NetworkPresetAttribute), "preset"), ["enum"] = Names(Preset.Names) };
        preset["properties"]!["flavor"] = new JsonObject
        {
            ["description"] =
            Description(typeof(NetworkPresetAttribute), "flavor"),
            ["enum"] = Names(PresetCatalog.All.Select(entry => entry.Flavor).Distinct())
        };
        preset["required"] = Names([Preset.Key.Name]);
        return new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["$id"] = "urn:mobilenetgen:network",
            ["title"] = "A network for MobileNetGen",
            ["definitions"] = definitions,
            ["oneOf"] = new JsonArray(written, preset),
        }.ToJsonString(s_format) + "\n";
    }

    private static JsonObject Layer(LayerKind kind)
    {
        var layer = Object([.. DescriptionReader.LayerKeys, .. kind.Properties], typeof(LayerAttribute));
        layer["properties"]!["kind"] = new JsonObject { ["description"] = kind.Summary, ["enum"] = Names([kind.Name]) };
        layer["description"] = kind.Summary;
        return layer;
    }

    /// <summary>Kinds as conditions: an editor says of a slip in a kind which there are, and of another slip what the layer's own kind wants.</summary>
    private static JsonObject AnyLayer() => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject { ["kind"] = new JsonObject { ["enum"] = Names(LayerKinds.All.Select(kind => kind.Name)) } },
        ["required"] = Names(["kind"]),
        ["allOf"] = new JsonArray([.. LayerKinds.All.Select(kind => new JsonObject
        {
            ["if"] = new JsonObject
            {
                ["properties"] = new JsonObject { ["kind"] = new JsonObject { ["const"] = kind.Name } },
                ["required"] = Names(["kind"]),
            },
            ["then"] = new JsonObject { ["$ref"] = "#/definitions/" + kind.Name },
        })]),
    };

    private static JsonObject Object(IEnumerable<Property> keys, Type attribute)
    {
        var properties = new JsonObject();
        foreach (var key in keys)
        {
            var value = Value(key.Accepted, key.Name);
            value.Insert(0, "description", Description(attribute, key.Name));
            if (key.DefaultNode is { } standIn)
            {
                value["default"] = JsonNode.Parse(standIn.DisplayText);
            }

            properties[key.Name] = value;
        }

        var written = new JsonObject { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false };
        if (keys.Where(key => key.IsRequired).Select(key => key.Name).ToArray() is { Length: > 0 } required)
        {
            written["required"] = Names(required);
        }

        return written;
    }

    private static JsonObject Value(Accepted accepted, string key) => accepted switch
    {
        AcceptedInteger integer => new() { ["type"] = "integer", ["minimum"] = integer.Min, ["maximum"] = integer.Max },
        AcceptedNumber number => Number(number),
        AcceptedFlag => new() { ["type"] = "boolean" },
        AcceptedText => new() { ["type"] = "string", ["minLength"] = 1 },
        AcceptedHash => new() { ["type"] = "string", ["pattern"] = "^[0-9a-f]{64}$" },
        AcceptedChoice choice => new() { ["enum"] = Names(choice.Names) },
        AcceptedList list => List(list, key),
        AcceptedEither either => new() { ["anyOf"] = new JsonArray(Value(either.First, key), Value(either.Second, key)) },
        AcceptedObject keys => Object(keys.Keys, AttributeOf(key)),
        AcceptedLayer => new() { ["$ref"] = "#/definitions/layer" },
        _ => throw new InvalidOperationException($"{accepted.GetType().Name} has no schema."),
    };

    private static JsonObject Number(AcceptedNumber number)
    {
        var written = new JsonObject { ["type"] = "number" };
        // Validators that count in decimals read no larger bounds.
        const double largest = 1e20;
        if (number.Min >= -largest)
        {
            written[number.Above ? "exclusiveMinimum" : "minimum"] = number.Min;
        }

        if (number.Max <= largest)
        {
            written["maximum"] = number.Max;
        }

        return written;
    }

    private static JsonObject List(AcceptedList list, string key)
    {
        var written = new JsonObject { ["type"] = "array", ["items"] = Value(list.Item, key) };
        if (list.Min > 0)
        {
            written["minItems"] = list.Min;
        }

        if (list.Max < int.MaxValue)
        {
            written["maxItems"] = list.Max;
        }

        return written;
    }

    /// <summary>The attribute that spells the keys of an object under a key.</summary>
    public static Type AttributeOf(string key) => key switch
    {
        "input" or "inputs" or "preprocess" => typeof(NetworkInputAttribute),
        "defaults" => typeof(NetworkDefaultsAttribute),
        "outputs" => typeof(NetworkOutputAttribute),
        _ => throw new InvalidOperationException($"no attribute spells the keys of \"{key}\"."),
    };

    private static string Description(Type attribute, string key) => Meanings.Plain(Meanings.Of(attribute, key));

    private static JsonObject Required(string key) => new() { ["required"] = Names([key]) };

    private static JsonArray Names(IEnumerable<string> names) => new([.. names.Select(name => JsonValue.Create(name))]);
}
